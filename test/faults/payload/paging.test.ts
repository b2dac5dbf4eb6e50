import { createEmulator, demo } from '@cliqkit/emulator';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

/** A service whose pages lead to one another: each token to the page after it. */
function pagesThat(lead: Record<string, string | undefined>) {
  let asked = 0;
  const fetch: typeof globalThis.fetch = async (input) => {
    asked += 1;
    const token = new URL(String(input)).searchParams.get('next_token') ?? 'first';
    return Response.json({ data: [{ id: `${asked}_1` }], next_token: lead[token] });
  };
  return { fetch, asked: () => asked };
}

const circles: [what: string, lead: Record<string, string>, pages: number][] = [
  ['to itself', { first: 'a', a: 'a' }, 2],
  ['in a circle of two', { first: 'a', a: 'b', b: 'a' }, 3],
  ['in a circle of four', { first: 'a', a: 'b', b: 'c', c: 'd', d: 'a' }, 5],
  ['back to the middle', { first: 'a', a: 'b', b: 'c', c: 'b' }, 4],
];

describe('a list whose pages lead', () => {
  carries.each(
    'P10',
    circles,
    '%s ends with an error, after the items that there are',
    async ([, lead, pages]) => {
      const { fetch, asked } = pagesThat(lead);
      const items: unknown[] = [];
      const reading = async (): Promise<void> => {
        for await (const pin of cliqOn(fetch).pins.list('1')) items.push(pin);
      };
      const error = await failureOf(reading());
      expect(error).toMatchObject({
        name: 'ResponseError',
        operation: 'getPinnedMessages',
        outcome: 'notApplied',
      });
      expect([asked(), items.length]).toEqual([pages, pages]);
      expect(await failureOf(cliqOn(fetch).pins.list('1').toArray())).toMatchObject({
        name: 'ResponseError',
      });
    },
  );

  carries('P10', 'to an end is read to it', async () => {
    const { fetch, asked } = pagesThat({ first: 'a', a: 'b', b: undefined });
    expect(await cliqOn(fetch).pins.list('1').toArray()).toHaveLength(3);
    expect(asked()).toBe(3);
  });

  carries('P10', 'to an end is read to it, by the emulator, too', async () => {
    const emulator = await createEmulator({ port: false });
    const { pins } = cliqOn(emulator.fetch, {
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: { accessToken: emulator.issueToken() },
    });
    const ids = (await pins.list(demo.channels.launch.chatId, { limit: 1 }).toArray()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  carries.each(
    'P10',
    [7, '', null, {}, false] as const,
    '(by a token that is none: %s) end, or with a typed error',
    async (next_token) => {
      let asked = 0;
      const fetch: typeof globalThis.fetch = async () => {
        asked += 1;
        return Response.json({ data: [], next_token });
      };
      await cliqOn(fetch)
        .pins.list('1')
        .toArray()
        .then(
          () => undefined,
          (error: unknown) => failureOf(Promise.reject(error)),
        );
      expect(asked).toBeLessThanOrEqual(2);
    },
  );
});
