import { describe, expect } from 'vitest';
import { fakeFetch, json, text } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { everyClass } from '../support/calls.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { emulated } from '../support/emulated.ts';
import { anyCall, everyOperation, leastInput } from '../support/every-operation.ts';
import { failureOf } from '../support/failure-of.ts';

const shapes: [shape: string, body: object][] = [
  ['code and message', { code: 'operation_failed', message: 'No.' }],
  ['code alone', { code: 'operation_failed' }],
  ['nested', { error: { code: 'operation_failed', message: 'No.' } }],
];

describe('a 200 that carries an error code', () => {
  carries.each(
    'H05',
    everyOperation.map((operation) => [operation.id, operation] as const),
    'is an error of %s, and never data',
    async ([id, operation]) => {
      for (const [, body] of shapes) {
        const { fetch, sent } = fakeFetch(json(body));
        const error = await failureOf(anyCall(fetch)(id, leastInput(operation)));
        expect(error).toMatchObject({ status: 200, code: 'operation_failed', operation: id, attempts: 1 });
        expect(error.outcome).toBe(operation.retry === 'safe' ? 'notApplied' : 'unknown');
        expect(sent).toHaveLength(1);
      }
    },
  );
});

const bodies: [what: string, body: string, code: string | undefined][] = [
  ['a code that nobody knows', '{"code":"brand_new_code","message":"New."}', 'brand_new_code'],
  ['what a success has', '{"data":[],"message_id":"1_2","type":"chat.pin"}', undefined],
  ['a number for a code', '{"code":1004}', '1004'],
  ['a page', '<html><h1>No</h1></html>', undefined],
  ['nothing', '', undefined],
  ['a list', '[{"code":"operation_failed"}]', undefined],
];
const statuses = Array.from({ length: 200 }, (_none, index) => 400 + index);

describe('a refusal', () => {
  carries.each(
    'H06',
    bodies,
    'with %s is an error by its status, for every status from 400 to 599',
    async ([, body, code]) => {
      for (const call of everyClass) {
        const { fetch, sent } = fakeFetch(...statuses.map((status) => text(body, { status })));
        const cliq = cliqOn(fetch, { retry: false });
        for (const status of statuses) {
          const outcome = status >= 500 && call.retry !== 'safe' ? 'unknown' : 'notApplied';
          const error = await failureOf(call.run(cliq));
          expect(error).toMatchObject({ status, code, operation: call.operation, outcome, attempts: 1 });
        }
        expect(sent).toHaveLength(statuses.length);
      }
    },
  );

  carries.each(
    'H15',
    [404, 405, 406, 415] as const,
    'of status %s is not asked for again',
    async (status) => {
      for (const call of everyClass) {
        const { emulator, cliq, arrived } = await emulated();
        emulator.faults.plan(call.operation, { kind: 'status', status });
        const error = await failureOf(call.run(cliq));
        expect(error).toMatchObject({
          name: 'ApiError',
          status,
          outcome: 'notApplied',
          retryable: false,
          attempts: 1,
        });
        emulator.faults.assertConsumed();
        expect(arrived(call.operation)).toHaveLength(1);
        await call.run(cliq); // Nothing but the plan stood in its way.
      }
    },
  );
});
