import { describe, expect, onTestFinished, test } from 'vitest';
import type { Emulator } from '../src/index.ts';
import { createClock, createEmulator, demo } from '../src/index.ts';
import { validatingFetch } from './reply-validator.ts';
import { start } from './session.ts';

type Door = 'http' | 'in-process';

interface Step {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const launch = `/chats/${demo.channels.launch.chatId}`;
const rollback = `/threads/${demo.threads.rollback}`;
const steps: readonly Step[] = [
  { method: 'GET', path: `${launch}/pin-messages?limit=1` },
  {
    method: 'POST',
    path: `${launch}/pin-messages`,
    body: { message_id: demo.messages.freeze, expiry_time: -1, notify: true },
  },
  { method: 'GET', path: `${launch}/pin-messages?primary` },
  { method: 'DELETE', path: `${launch}/pin-messages`, body: { message_ids: [demo.messages.freeze] } },
  { method: 'POST', path: '/pin-categories', body: { title: 'Ünïcode 📌' } },
  { method: 'POST', path: '/pin-categories', body: { name: 'no' } },
  { method: 'GET', path: '/pin-categories?include_fields=chats,last_message_info' },
  {
    method: 'POST',
    path: `${launch}/messages`,
    body: { text: 'x', thread_message_id: demo.messages.kickoff, sync_message: true },
  },
  { method: 'PUT', path: rollback, body: { action: 'close' } },
  { method: 'POST', path: `/chats/${demo.threads.rollback}/messages`, body: { text: 'x' } },
  { method: 'GET', path: rollback },
  { method: 'GET', path: `${rollback}/messages/main` },
  { method: 'DELETE', path: `${rollback}/followers`, body: { user_ids: [demo.users.ben] } },
  { method: 'GET', path: '/nowhere' },
  { method: 'PATCH', path: '/pin-categories' },
];

async function open(port: number | false): Promise<Emulator> {
  const clock = createClock({ at: start });
  // Time passes with every look at the clock.
  const wall = (): number => {
    clock.advance(7);
    return clock.wall();
  };
  const emulator = await createEmulator({ port, clock: { ...clock, wall } });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Everything that comes back, apart from what belongs to the connection. */
async function trace(emulator: Emulator, door: Door, withToken = true): Promise<string> {
  const send = validatingFetch(door === 'http' ? fetch : emulator.fetch);
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  const grant = {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  };
  const token = await (
    await send(`${emulator.accountsUrl}/oauth/v2/token`, { method: 'POST', body: new URLSearchParams(grant) })
  ).json();
  const lines = [JSON.stringify(token)];
  const headers = withToken ? { authorization: `Zoho-oauthtoken ${token.access_token}` } : {};
  for (const { method, path, body } of steps) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await send(emulator.url + path, { method, headers, ...sent });
    const { date, allow, 'content-type': type } = Object.fromEntries(reply.headers);
    lines.push([method, path, reply.status, date, allow, type, await reply.text()].join(' | '));
  }
  return lines.join('\n');
}

describe('the same calls at the same times', () => {
  test('give the same bytes in two emulators', async () => {
    const first = await trace(await open(false), 'in-process');
    expect(await trace(await open(false), 'in-process')).toBe(first);
    expect(first.split('\n')).toHaveLength(steps.length + 1);
  });

  test('give the same bytes after a reset of the ids and the clock', async () => {
    const emulator = await open(false);
    const first = await trace(emulator, 'in-process');
    emulator.reset();
    const second = await trace(emulator, 'in-process');
    const idsIn = (text: string) => text.match(/"category_id":"\d{19}"/gu);
    expect(idsIn(second)).toEqual(idsIn(first));
  });

  test.each([true, false])('give the same bytes through both doors, with a token: %s', async (withToken) => {
    const inProcess = await trace(await open(false), 'in-process', withToken);
    expect(await trace(await open(0), 'http', withToken)).toBe(inProcess);
  });
});
