import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { empty, fakeFetch, json, text } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

/** Ids as the service makes them, and longer. */
const digits = fc.bigInt({ min: 10n ** 17n, max: 10n ** 19n }).map(String);
const chatId = fc.oneof(
  digits,
  fc.tuple(digits, digits).map(([a, b]) => `CT_${a}_${b}-B2`),
  fc.tuple(digits, digits, digits).map(([a, b, c]) => `CT_${a}_${b}-T-${c}`),
  fc.string({ unit: fc.constantFrom(' ', '%', 'é', '/', 'a'), minLength: 1, maxLength: 40 }),
);

describe('ids in a query', () => {
  carries('H12', 'are split so that no URL is longer than 6 kB, and each goes out once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(chatId, { minLength: 1, maxLength: 100 }), async (ids) => {
        const { fetch, sent } = fakeFetch(empty());
        const result = await cliqOn(fetch).folders.unpinChats(ids);
        expect(result.succeeded).toEqual(ids);
        const lists = sent.map(({ url }) => {
          expect(url.length).toBeLessThanOrEqual(6000);
          return new URL(url).search.slice('?chat_ids='.length).split(',').map(decodeURIComponent);
        });
        expect(lists.flat()).toEqual(ids);
        for (const list of lists) expect(list.length).toBeLessThanOrEqual(25);
      }),
      { numRuns: 300 },
    );
  });

  carries.each(
    'H12',
    [414, 400, 431] as const,
    'that make a URL too long for a proxy (%s) are a refusal, told of each',
    async (status) => {
      const { fetch, sent } = fakeFetch(text('<html>Request-URI Too Large</html>', { status }));
      const ids = Array.from({ length: 30 }, (_none, index) => `CT_${index}`);
      const result = await cliqOn(fetch).folders.unpinChats(ids);
      expect(result.failed.map(({ id }) => id)).toEqual(ids);
      expect(sent).toHaveLength(2);
    },
  );

  carries('H12', 'of another kind are held to the limits of the specs', async () => {
    const { fetch, sent } = fakeFetch(json({ data: [] }));
    const tooLong = cliqOn(fetch)
      .pins.list('1', { sync_token: 'a'.repeat(101) })
      .toArray();
    expect(await failureOf(tooLong)).toMatchObject({ name: 'InputError' });
    expect(sent).toEqual([]);
  });
});
