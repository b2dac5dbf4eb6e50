import { describe, expect, test } from 'vitest';
import { connect } from '../../cliqkit/test/support/connect.ts';
import { failureOf } from '../../cliqkit/test/support/failure-of.ts';
import type { Reply } from '../../cliqkit/test/support/recording-fetch.ts';
import { createPins, VerificationError } from '../src/index.ts';

const chatId = '1488288613043522033';
const now = 'Sun, 22 Nov 2026 06:00:00 GMT';
const done: Reply = { status: 204 };
const complete = { ok: true, succeeded: ['1_1'], failed: [], unknown: [], notAttempted: [] };

interface Listed {
  id: string;
  pin_information?: { expiry_time: string | number };
}

const page = (pins: Listed[], next_token?: string): Reply => ({
  status: 200,
  json: { data: pins, ...(next_token === undefined ? {} : { next_token }) },
  headers: { date: now },
});
const ending = (expiry_time: string | number): Listed => ({ id: '2_1', pin_information: { expiry_time } });

/** What `remove` of the first pin ends with, when these pins are listed before and after. */
async function removal(before: Reply[], after: Reply[]) {
  const { module: pins, sent } = connect(createPins, ...before, done, ...after);
  const call = pins.remove(chatId, ['1_1'], { verify: true });
  const outcome = await call.catch((error: unknown) => error);
  return { outcome, methods: sent.map(({ method }) => method) };
}

describe('a verified removal', () => {
  test('reads all pages, before and after', async () => {
    const before = [page([{ id: '3_1' }, { id: '1_1' }], 'a'), page([{ id: '2_1' }])];
    const after = [page([{ id: '3_1' }], 'b'), page([{ id: '2_1' }])];
    expect(await removal(before, after)).toEqual({
      outcome: complete,
      methods: ['GET', 'GET', 'DELETE', 'GET', 'GET'],
    });
  });

  test('misses a pin that was on the last page', async () => {
    const before = [page([{ id: '3_1' }, { id: '1_1' }], 'a'), page([{ id: '2_1' }])];
    const { outcome } = await removal(before, [page([{ id: '3_1' }])]);
    expect(outcome).toBeInstanceOf(VerificationError);
    expect(outcome).toMatchObject({ lost: [{ id: '2_1' }], result: complete });
  });

  test.each(['2026-11-22T06:00:00Z', '2026-11-22T11:30:00.999+05:30', Date.UTC(2026, 10, 22, 5)])(
    'does not miss a pin that ended by itself (%s)',
    async (end) => {
      expect(await removal([page([ending(end)])], [page([])])).toMatchObject({ outcome: complete });
    },
  );

  test.each(['2026-11-22T06:00:01Z', Date.UTC(2026, 10, 23), -1, '-1', 'never'])(
    'misses a pin that would not have ended yet (%s)',
    async (end) => {
      const { outcome } = await removal([page([ending(end)])], [page([])]);
      expect(outcome).toMatchObject({ lost: [{ id: '2_1' }] });
    },
  );

  test('misses a pin of which the service did not say when it ends', async () => {
    const { outcome } = await removal([page([{ id: '2_1' }])], [page([])]);
    expect(outcome).toMatchObject({ lost: [{ id: '2_1' }] });
  });

  test('takes no pin for ended when the service does not tell the time', async () => {
    const { outcome } = await removal([page([ending(1)])], [{ status: 200, json: { data: [] } }]);
    expect(outcome).toMatchObject({ lost: [{ id: '2_1' }] });
  });
});

test.each([
  ['an empty list', []],
  ['an id that is empty', ['1_1', '']],
])('%s is refused, verified or not, and removes nothing', async (_what, ids) => {
  const { module: pins, sent } = connect(createPins, page([]), done);
  expect(await failureOf(pins.remove(chatId, ids, { verify: true }))).toMatchObject({ name: 'InputError' });
  expect(sent.map(({ method }) => method)).not.toContain('DELETE');
});
