import { InputError } from '@cliqkit/core';
import { describe, expect, test } from 'vitest';
import { connect } from '../../cliqkit/test/support/connect.ts';
import { failureOf } from '../../cliqkit/test/support/failure-of.ts';
import type { Threads, ThreadTarget } from '../src/index.ts';
import { createThreads } from '../src/index.ts';

const id = 'CT_1_2-T-3';
const first = { text: 'Hello', thread_message_id: '1_1' };

/** A value that only plain JavaScript can send: the types refuse it, so it is handed over untyped. */
function untyped<T>(value: unknown): T {
  return value as T;
}

describe('start', () => {
  test.each([
    ['no target', {}],
    ['a target that is undefined', { chatId: undefined }],
    ['two targets', { chatId: '1', channelId: 'P1' }],
    ['all three', { chatId: '1', channelId: 'P1', channelName: 'launch' }],
    ['a target beside one that it does not know', { chatId: '1', channel: 'launch' }],
    ['nothing', undefined],
    ['null', null],
  ])('%s is refused by the promise, and nothing is sent', async (_name, target) => {
    const { module: threads, sent } = connect(createThreads);
    const failure = await failureOf(threads.start(untyped<ThreadTarget>(target), first));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure).toHaveProperty('message', expect.stringContaining('channelId, chatId and channelName'));
    expect(sent).toEqual([]);
  });

  test('a target that it does not know is refused', async () => {
    const { module: threads, sent } = connect(createThreads);
    const call = threads.start(untyped<ThreadTarget>({ channel: 'launch' }), first);
    expect(await failureOf(call.withResponse())).toBeInstanceOf(InputError);
    expect(sent).toEqual([]);
  });

  test('targets that are undefined do not count', async () => {
    const { module: threads, sent } = connect(createThreads, { status: 204 });
    await threads.start(untyped<ThreadTarget>({ channelId: undefined, chatId: 'CT_1_2' }), first);
    expect(sent).toMatchObject([{ url: 'https://cliq.zoho.eu/api/v3/chats/CT_1_2/messages' }]);
  });
});

const wrongCalls: [string, (threads: Threads) => Promise<unknown>][] = [
  ['a thread of no message', (threads) => threads.start({ chatId: '1' }, untyped({ text: 'Hello' }))],
  ['a thread with no text', (threads) => threads.start({ chatId: '1' }, { ...first, text: '' })],
  ['a reply with no text', (threads) => threads.reply(id, { text: '' })],
  ['a reply that is too long', (threads) => threads.reply(id, { text: 'a'.repeat(5001) })],
  ['a reply that would start a thread', (threads) => threads.reply(id, untyped(first))],
  ['an action that is none', (threads) => threads.updateState(id, untyped({ action: 'open' }))],
  ['no action', (threads) => threads.updateState(id, untyped({}))],
  ['nobody to add', (threads) => threads.addFollowers(id, [])],
  ['nobody to remove', (threads) => threads.removeFollowers(id, [])],
  ['a follower with an empty id', (threads) => threads.addFollowers(id, ['855727961', ''])],
  ['a numeric follower', (threads) => threads.removeFollowers(id, untyped([855727961]))],
  ['one follower that is not in a list', (threads) => threads.addFollowers(id, untyped('855727961'))],
  ['followers left out', (threads) => threads.addFollowers(id, untyped(undefined))],
  ['followers left out of a removal', (threads) => threads.removeFollowers(id, untyped(undefined))],
  ['a numeric thread', (threads) => threads.get(untyped(226388))],
  ['no thread', (threads) => threads.close(untyped(undefined))],
];

describe('what cannot be right', () => {
  test.each(wrongCalls)('%s is refused by the promise, and nothing is sent', async (_name, call) => {
    const { module: threads, sent } = connect(createThreads, { status: 204 });
    expect(await failureOf(call(threads))).toBeInstanceOf(InputError);
    expect(sent).toEqual([]);
  });
});
