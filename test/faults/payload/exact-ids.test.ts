import { demo } from '@cliqkit/emulator';
import type { OperationId } from 'cliqkit';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { fakeFetch, text } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { anyCall, everyOperation, leastInput, pathNames } from '../support/every-operation.ts';
import { failureOf } from '../support/failure-of.ts';

/** What a caller gets for an id that the service wrote as this JSON number. */
async function idFrom(literal: string): Promise<unknown> {
  const { fetch } = fakeFetch(text(`{"data":[{"id":"1_2","chat":{"id":${literal}},"ids":[${literal}]}]}`));
  const [pin] = await cliqOn(fetch).pins.list('1').toArray();
  const { chat, ids } = pin as unknown as { chat: { id: unknown }; ids: unknown[] };
  expect(ids).toEqual([chat.id]);
  return chat.id;
}

const literals = [
  '9007199254740991',
  '9007199254740993',
  '-9007199254740993',
  '1488288613043522033',
  '2263887074117538898',
  '179101080012512958180473',
  '1.7738947728961294e+23',
  '1.77389477289612958180473e+23',
  '9007199254740993.0',
  '1488288613043522033e0',
];

describe('an id that the service writes as a number', () => {
  carries.each('P01', literals, '%s comes with all its digits', async (literal) => {
    expect(String(await idFrom(literal))).toBe(literal);
  });

  carries('P01', 'comes with all its digits, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), async (id) => {
        expect(String(await idFrom(String(id)))).toBe(String(id));
      }),
      { numRuns: 500 },
    );
  });
});

const withIds = everyOperation.filter((operation) => pathNames(operation).length > 0);

describe('an id that the caller gives as a number', () => {
  carries.each(
    'P02',
    withIds.map((operation) => [operation.id, operation] as const),
    'is refused by %s, and nothing is sent',
    async ([id, operation]) => {
      for (const name of pathNames(operation)) {
        for (const number of [Number('1488288613043522033'), 42, 0, -1, 42n]) {
          const { fetch, sent } = fakeFetch(text('{"data":[]}'));
          const input = leastInput(operation);
          const error = await failureOf(
            anyCall(fetch)(id as OperationId, { ...input, path: { ...input.path, [name]: number } }),
          );
          expect(error).toMatchObject({
            name: 'InputError',
            operation: id,
            outcome: 'notApplied',
            attempts: 0,
          });
          expect(error.message).toContain(name);
          expect(sent).toEqual([]);
        }
      }
    },
  );

  carries('P02', 'does not compile', async () => {
    const { fetch, sent } = fakeFetch(text('{"data":[]}'));
    const { pins, folders, threads } = cliqOn(fetch);
    const number = Number('1488288613043522033');
    // @ts-expect-error an id is a string
    await failureOf(pins.getPrimary(number));
    // @ts-expect-error an id is a string
    await failureOf(pins.remove(demo.direct.ben, [number]));
    // @ts-expect-error an id is a string
    await failureOf(folders.create({ title: 'Work', chat_ids: [number] }));
    // @ts-expect-error an id is a string
    await failureOf(folders.unpinChats([number]));
    // @ts-expect-error an id is a string
    await failureOf(threads.addFollowers(demo.threads.rollback, [number]));
    // @ts-expect-error an id is a string
    await failureOf(threads.start({ chatId: number }, { text: 'a', thread_message_id: '1_2' }));
    expect(sent).toEqual([]);
  });
});
