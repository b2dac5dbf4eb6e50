import { isCliqError } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { httpHead } from '../chaos/http-reply.ts';
import { sends } from '../chaos/play.ts';
import type { ClassCall } from '../support/calls.ts';
import { everyClass, post, read } from '../support/calls.ts';
import { tellsCanary } from '../support/canary.ts';
import { cliqAt } from '../support/cliq-at.ts';

/** What one status comes to: `data`, or the name of the typed error. Anything else fails the test. */
async function endOf(call: ClassCall, status: number): Promise<{ end: string; error?: object }> {
  const body = JSON.stringify(call.reply);
  const server = await chaosServer(
    sends(`${httpHead({ status, headers: { 'Content-Length': body.length } })}${body}`, 'end'),
  );
  try {
    await call.run(cliqAt(server.origin, { retry: false }));
    return { end: 'data' };
  } catch (error) {
    if (!isCliqError(error) || tellsCanary(error)) throw error;
    // 421 says that the request went to the wrong server and was not processed: fetch itself asks once more.
    expect([status, server.requests.length]).toEqual([status, status === 421 ? 2 : 1]);
    return { end: error.name, error };
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => from + index);

describe('a status', () => {
  carries('H10', 'of success brings the data, or a typed error where HTTP allows none', async () => {
    for (const status of range(200, 299)) {
      const empty = status === 204 || status === 205;
      expect([status, (await endOf(read, status)).end]).toEqual([status, empty ? 'ResponseError' : 'data']);
    }
  });

  carries.each(
    'H10',
    [101, 304, 418, 451, 599, 600, 777, 999] as const,
    '%s is one typed error of every class',
    async (status) => {
      for (const call of everyClass) {
        const { error } = await endOf(call, status);
        const refused = status >= 400 && status < 500;
        expect(error).toMatchObject({
          operation: call.operation,
          outcome: refused || call.retry === 'safe' ? 'notApplied' : 'unknown',
          ...(status >= 200 && { status }),
        });
      }
    },
  );

  carries(
    'H10',
    'of any number is data or one typed error, for a read and for a message',
    async () => {
      for (const status of [...range(100, 199), ...range(300, 999)]) {
        for (const call of [read, post]) expect((await endOf(call, status)).end).not.toBe('data');
      }
    },
    60_000,
  );
});
