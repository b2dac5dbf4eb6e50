import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';

const { chatId } = demo.channels.launch;
const thread = demo.threads.rollback;

/** A client whose token comes when it is told to, and what it sent. */
function waitingClient() {
  const sent: string[] = [];
  let open: (token: string) => void = () => undefined;
  const token = new Promise<string>((resolve) => {
    open = resolve;
  });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    sent.push(`${init?.method} ${new URL(String(input)).search} ${init?.body ?? ''}`);
    return Response.json({ data: { category_id: '1' }, message_id: '1_2' });
  };
  return {
    cliq: cliqOn(fetch, { credentials: { accessToken: () => token } }),
    sent,
    open: () => open('a-token'),
  };
}

/** Turns an argument into something else, lists within it too. */
function spoil(argument: object): void {
  for (const key of Object.keys(argument)) {
    const value: unknown = Reflect.get(argument, key);
    if (Array.isArray(value)) value.splice(0, value.length, 'spoilt');
    else Reflect.set(argument, key, 'spoilt');
  }
}

type Start = (cliq: Cliq) => { call: Promise<unknown>; given: object };

const rows: [name: string, start: Start, sends: string][] = [
  [
    'threads.reply',
    ({ threads }) => {
      const given = { text: 'Yes.' };
      return { call: threads.reply(thread, given), given };
    },
    'POST  {"text":"Yes."}',
  ],
  [
    'threads.addFollowers',
    ({ threads }) => {
      const given = [demo.users.ben];
      return { call: threads.addFollowers(thread, given), given: { given } };
    },
    `POST  {"user_ids":["${demo.users.ben}"]}`,
  ],
  [
    'folders.create',
    ({ folders }) => {
      const given = { title: 'Work', chat_ids: ['1', '2'] };
      return { call: folders.create(given), given };
    },
    'POST  {"title":"Work","chat_ids":["1","2"]}',
  ],
  [
    'folders.createWithChats',
    ({ folders }) => {
      const given = { title: 'Work', chat_ids: ['1', '2'] };
      return { call: folders.createWithChats(given), given };
    },
    'POST  {"title":"Work","chat_ids":["1","2"]}',
  ],
  [
    'folders.update',
    ({ folders }) => {
      const given = { title: 'Work' };
      return { call: folders.update('1', given), given };
    },
    'PUT  {"title":"Work"}',
  ],
  [
    'folders.delete',
    ({ folders }) => {
      const given = { unpin_all: false };
      return { call: folders.delete('1', given), given };
    },
    'DELETE ?unpin_all=false ',
  ],
  [
    'folders.unpinChats',
    ({ folders }) => {
      const given = ['1', '2'];
      return { call: folders.unpinChats(given), given: { given } };
    },
    'DELETE ?chat_ids=1,2 ',
  ],
  [
    'pins.remove',
    ({ pins }) => {
      const given = ['1_1', '1_2'];
      return { call: pins.remove(chatId, given), given: { given } };
    },
    'DELETE  {"message_ids":["1_1","1_2"]}',
  ],
];

describe('an argument that the caller changes while the call waits', () => {
  carries.each('I08', rows, '(of %s) is sent as it was given', async ([, start, sends]) => {
    const { cliq, sent, open } = waitingClient();
    const { call, given } = start(cliq);
    spoil(given);
    open();
    await call;
    expect(sent).toEqual([sends]);
  });

  carries('I08', '(a long list, between two of its calls) is sent as it was given', async () => {
    const ids = Array.from({ length: 60 }, (_none, index) => `1_${index}`);
    const given = [...ids];
    const sent: string[] = [];
    const fetch: typeof globalThis.fetch = async (_input, init) => {
      sent.push(...JSON.parse(String(init?.body)).message_ids);
      given.splice(0, given.length, 'spoilt');
      return new Response(null, { status: 204 });
    };
    const { succeeded } = await cliqOn(fetch).pins.remove(chatId, given);
    expect(sent).toEqual(ids);
    expect(succeeded).toEqual(ids);
  });

  carries('I08', '(the query of a list, between two of its pages) is sent as it was given', async () => {
    const query = { limit: 2 };
    const searches: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      searches.push(new URL(String(input)).search);
      query.limit = 99;
      return Response.json({ data: [], next_token: searches.length < 3 ? `t${searches.length}` : undefined });
    };
    const pins = cliqOn(fetch).pins.list(chatId, query);
    query.limit = 98;
    await pins.toArray();
    expect(searches).toEqual(['?limit=2', '?limit=2&next_token=t1', '?limit=2&next_token=t2']);
  });
});
