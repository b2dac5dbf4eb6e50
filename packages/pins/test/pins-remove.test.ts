import { InputError, isApiError } from '@cliqkit/core';
import { operations } from '@cliqkit/types/pins';
import { describe, expect, test } from 'vitest';
import { accessToken, connect } from '../../cliqkit/test/support/connect.ts';
import { failureOf } from '../../cliqkit/test/support/failure-of.ts';
import type { Reply } from '../../cliqkit/test/support/recording-fetch.ts';
import { recordingFetch } from '../../cliqkit/test/support/recording-fetch.ts';
import { createPins } from '../src/index.ts';

const chatId = '1488288613043522033';
const { maximum } = operations.deletePinnedMessages.batch;
const done: Reply = { status: 204 };
const refused: Reply = { status: 400, json: { code: 'operation_failed', message: 'no' } };

const messages = (count: number): string[] => Array.from({ length: count }, (_, i) => `177389477${i}_1`);
const idsOf = (items: { id: string }[]): string[] => items.map(({ id }) => id);

describe('remove', () => {
  test.each([
    ['an empty list', []],
    ['one id that is not in a list', '1_1'],
    ['nothing', undefined],
  ])('%s is refused, and the error says how to remove every pin', async (_name, ids: unknown) => {
    const { module: pins, sent } = connect(createPins, done);
    // Plain JavaScript can send what the types refuse.
    const failure = await failureOf(pins.remove(chatId, ids as string[]));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure).toHaveProperty('message', expect.stringContaining('pins.clear(chatId)'));
    expect(sent).toEqual([]);
  });

  test.each([
    [maximum, [maximum]],
    [maximum + 1, [maximum, 1]],
    [2 * maximum + 1, [maximum, maximum, 1]],
  ])('%i ids go in calls of at most the documented maximum, in order', async (count, sizes) => {
    const ids = messages(count);
    const { module: pins, sent } = connect(createPins, ...sizes.map(() => done));
    const result = await pins.remove(chatId, ids);
    expect(result).toEqual({ ok: true, succeeded: ids, failed: [], unknown: [], notAttempted: [] });
    const starts = sizes.map((_, i) => i * maximum);
    expect(sent.map(({ body }) => body)).toEqual(
      sizes.map((size, i) => ({ message_ids: ids.slice(starts[i], (starts[i] ?? 0) + size) })),
    );
  });

  test('an id given twice is sent once', async () => {
    const { module: pins, sent } = connect(createPins, done);
    expect(await pins.remove(chatId, ['1_1', '2_1', '1_1'])).toMatchObject({ succeeded: ['1_1', '2_1'] });
    expect(sent.map(({ body }) => body)).toEqual([{ message_ids: ['1_1', '2_1'] }]);
  });

  test('a refused call does not stop the others, and the result says which ids it had', async () => {
    const ids = messages(2 * maximum + 1);
    const { module: pins, sent } = connect(createPins, done, refused, done);
    const result = await pins.remove(chatId, ids);
    expect(result.ok).toBe(false);
    expect(result.succeeded).toEqual([...ids.slice(0, maximum), ...ids.slice(2 * maximum)]);
    expect(idsOf(result.failed)).toEqual(ids.slice(maximum, 2 * maximum));
    expect(isApiError(result.failed[0]?.error, 'deletePinnedMessages')).toBe(true);
    expect([result.unknown, result.notAttempted]).toEqual([[], []]);
    expect(sent).toHaveLength(3);
  });

  test('a call that may have been done leaves its ids unknown, and the rest untried', async () => {
    const ids = messages(2 * maximum + 1);
    const { module: pins, sent } = connect(createPins, done, { status: 500 });
    const result = await pins.remove(chatId, ids);
    expect(result.succeeded).toEqual(ids.slice(0, maximum));
    expect(idsOf(result.unknown)).toEqual(ids.slice(maximum, 2 * maximum));
    expect(result.notAttempted).toEqual(ids.slice(2 * maximum));
    expect(result.failed).toEqual([]);
    expect(sent).toHaveLength(2);
  });

  test.each([
    ['an empty message id', chatId, ['1_1', '']],
    ['a chat id that would be another URL', '..', ['1_1']],
  ])('%s is refused, and nothing is sent', async (_name, chat, ids) => {
    const { module: pins, sent } = connect(createPins, done);
    expect(await failureOf(pins.remove(chat, ids))).toBeInstanceOf(InputError);
    expect(sent).toEqual([]);
  });

  test('its signal ends the batch at the call that is under way', async () => {
    const ids = messages(2 * maximum + 1);
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const { fetch, sent } = recordingFetch(done, done, done);
    const abortAtSecond: typeof fetch = (input, init) => {
      if (sent.length === 1) controller.abort(reason);
      return fetch(input, init);
    };
    const pins = createPins({ dataCenter: 'eu', credentials: { accessToken }, fetch: abortAtSecond });
    const result = await pins.remove(chatId, ids, { signal: controller.signal });
    expect(result.succeeded).toEqual(ids.slice(0, maximum));
    expect(result.unknown).toEqual(ids.slice(maximum, 2 * maximum).map((id) => ({ id, error: reason })));
    expect(result.notAttempted).toEqual(ids.slice(2 * maximum));
  });
});

describe('clear', () => {
  test('it removes every pin with one call that has no body', async () => {
    const { module: pins, sent } = connect(createPins, done);
    expect(await pins.clear(chatId)).toBeUndefined();
    expect(sent).toMatchObject([{ method: 'DELETE', body: undefined }]);
  });
});
