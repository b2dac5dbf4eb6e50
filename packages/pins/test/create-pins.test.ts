import { createClient, InputError } from '@cliqkit/core';
import { expect, test } from 'vitest';
import { accessToken, connect } from '../../cliqkit/test/support/connect.ts';
import { exampleReply } from '../../cliqkit/test/support/example-reply.ts';
import { recordingFetch } from '../../cliqkit/test/support/recording-fetch.ts';
import { createPins, Pins } from '../src/index.ts';

test('making the module sends nothing', () => {
  const { module, sent } = connect(createPins);
  expect(module).toBeInstanceOf(Pins);
  expect(sent).toEqual([]);
});

test('hosts that a token must not be sent to are refused when the module is made', () => {
  const dataCenter = { api: 'http://cliq.example.com/api/v3', accounts: 'https://accounts.example.com' };
  expect(() => createPins({ dataCenter, credentials: { accessToken } })).toThrow(InputError);
});

test('the class works on a client that others share, at its hosts', async () => {
  const { fetch, sent } = recordingFetch(exampleReply('getPrimaryPinnedMessage'));
  const dataCenter = { api: 'http://127.0.0.1:8080/network/demo/api/v3/', accounts: 'http://127.0.0.1:8080' };
  const client = createClient({ dataCenter, credentials: { accessToken }, fetch });
  await new Pins(client).getPrimary('1');
  expect(sent).toMatchObject([
    { url: 'http://127.0.0.1:8080/network/demo/api/v3/chats/1/pin-messages?primary=true' },
  ]);
});
