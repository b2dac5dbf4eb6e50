import * as core from '@cliqkit/core';
import * as folders from '@cliqkit/folders';
import * as pins from '@cliqkit/pins';
import * as threads from '@cliqkit/threads';
import { dataCenters } from '@cliqkit/types';
import { describe, expect, test } from 'vitest';
import * as cliqkit from '../src/index.ts';
import { ClosedError, createCliq, Folders, InputError, Pins, Threads } from '../src/index.ts';
import { accessToken, connect } from './support/connect.ts';
import { exampleReply } from './support/example-reply.ts';
import { failureOf } from './support/failure-of.ts';
import { recordingFetch } from './support/recording-fetch.ts';

const chat = '1488288613043522033';

describe('createCliq', () => {
  test('it makes all three modules and sends nothing', () => {
    const { module: cliq, sent } = connect(createCliq);
    expect(cliq.pins).toBeInstanceOf(Pins);
    expect(cliq.folders).toBeInstanceOf(Folders);
    expect(cliq.threads).toBeInstanceOf(Threads);
    expect(sent).toEqual([]);
  });

  test('the modules share one client: one account, one way to the service', async () => {
    const { module: cliq, sent } = connect(
      createCliq,
      exampleReply('getPrimaryPinnedMessage'),
      exampleReply('getPinCategories'),
      exampleReply('getThreadDetailsV3'),
    );
    await cliq.pins.getPrimary(chat);
    await cliq.folders.list().toArray();
    await cliq.threads.get('CT_1_2-T-3');
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(Array(3).fill('cliq.zoho.eu'));
    expect(sent.map(({ authorization }) => authorization)).toEqual(
      Array(3).fill(`Zoho-oauthtoken ${accessToken}`),
    );
  });

  test('a token source is asked before every call', async () => {
    const tokens = ['first', 'second'];
    const { fetch, sent } = recordingFetch({ status: 204 }, { status: 204 });
    const source = (): string => tokens.shift() ?? 'third';
    const cliq = createCliq({ dataCenter: 'eu', credentials: { accessToken: source }, fetch });
    await cliq.pins.clear(chat);
    await cliq.threads.mute('CT_1_2-T-3');
    expect(sent.map(({ authorization }) => authorization)).toEqual([
      'Zoho-oauthtoken first',
      'Zoho-oauthtoken second',
    ]);
  });

  test.each(Object.entries(dataCenters))(
    'data centre %s is called at its own host',
    async (name, { api }) => {
      const { fetch, sent } = recordingFetch({ status: 204 });
      // Object.entries forgets which keys there are.
      const dataCenter = name as cliqkit.DataCenter;
      await createCliq({ dataCenter, credentials: { accessToken }, fetch }).pins.clear(chat);
      expect(sent).toMatchObject([{ url: `${api}/chats/${chat}/pin-messages` }]);
    },
  );

  test('an unknown data centre is refused when the client is made', () => {
    // Plain JavaScript can pass what the types refuse.
    const dataCenter = 'fr' as cliqkit.DataCenter;
    expect(() => createCliq({ dataCenter, credentials: { accessToken } })).toThrow(InputError);
  });

  test('a refusal comes as the error of core, with the operation it belongs to', async () => {
    const { module: cliq } = connect(createCliq, {
      status: 400,
      json: { code: 'pinned_message_limit_reached', message: 'Too many.' },
    });
    const failure = await failureOf(
      cliq.pins.add(chat, { message_id: '1_1', expiry_time: -1, notify: false }),
    );
    expect(cliqkit.isApiError(failure, 'addPinnedMessage')).toBe(true);
    expect(cliqkit.isApiError(failure, 'pinChat')).toBe(false);
    expect(failure).toMatchObject({
      status: 400,
      code: 'pinned_message_limit_reached',
      outcome: 'notApplied',
    });
  });
});

describe('close', () => {
  const hanging = (): Promise<Response> => new Promise(() => undefined);

  test('it ends the calls of all modules that are under way, and says what became of them', async () => {
    const cliq = createCliq({ dataCenter: 'eu', credentials: { accessToken }, fetch: hanging });
    const calls = [
      failureOf(cliq.pins.getPrimary(chat)),
      failureOf(cliq.folders.pinChat(chat)),
      failureOf(cliq.threads.reply('CT_1_2-T-3', { text: 'Hi' })),
    ];
    await new Promise((resolve) => setImmediate(resolve)); // All three are out now.
    cliq.close();
    const failures = await Promise.all(calls);
    for (const failure of failures) expect(failure).toBeInstanceOf(ClosedError);
    expect(failures).toMatchObject([
      { outcome: 'notApplied' },
      { outcome: 'unknown' },
      { outcome: 'unknown' },
    ]);
  });

  test('it refuses new calls, and may be called again', async () => {
    const { module: cliq, sent } = connect(createCliq, { status: 204 });
    cliq.close();
    cliq.close();
    expect(await failureOf(cliq.pins.clear(chat))).toBeInstanceOf(ClosedError);
    expect(sent).toEqual([]);
  });
});

describe('the package', () => {
  test.each(Object.entries({ core, pins, folders, threads }))('hands on all of %s', (_name, part) => {
    expect(cliqkit).toMatchObject({ ...part });
  });
});
