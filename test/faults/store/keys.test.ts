import type { BudgetStore, TokenStore } from 'cliqkit';
import { memoryBudgets, memoryTokens, refreshToken } from 'cliqkit';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { anyCall, everyOperation, leastInput, leastReply } from '../support/every-operation.ts';

/** Names of users that are made to be taken for others, or for keys. */
const nasty = [
  '',
  ':',
  '*',
  '{}',
  '{a}',
  '\n',
  '\0',
  ' ',
  'a:b',
  'a',
  'ana',
  '3:ana',
  '3:ana:GET /pin-categories',
  '../..',
  '\ud800',
  '\udc00',
  'é',
  'e\u0301',
  '__proto__',
  'constructor',
  '0',
  '-0',
  'ä'.repeat(1000),
];
const users = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' }), fc.string());
const buckets = [...new Map(everyOperation.map((operation) => [operation.bucket, operation])).values()];

/** The key under which the store hears of a user's calls of an operation. */
async function keyOf(user: string, operation: (typeof everyOperation)[number]): Promise<string> {
  const memory = memoryBudgets();
  let heard: string | undefined;
  const store: BudgetStore = {
    acquire(key, limits) {
      heard = key;
      return memory.acquire(key, limits);
    },
    settle: memory.settle,
  };
  const call = anyCall(async () => leastReply(operation), { pace: { store, user } });
  await call(operation.id, leastInput(operation));
  if (heard === undefined) throw new Error('the store was not asked');
  return heard;
}

const printable = fc.string({
  minLength: 1,
  maxLength: 30,
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
});

/** The key under which the store hears of an account. */
async function accountKeyOf(account: {
  clientId: string;
  refreshToken: string;
  accounts: string;
}): Promise<string> {
  let heard: string | undefined;
  const memory = memoryTokens();
  const store: TokenStore = {
    read(key) {
      heard = key;
      return memory.read(key);
    },
    write: memory.write,
  };
  const { accounts, ...client } = account;
  const fetch: typeof globalThis.fetch = async (input) =>
    Response.json(
      String(input).includes('/oauth/') ? { access_token: '1000.a.b', expires_in: 3600 } : { data: [] },
    );
  const cliq = cliqOn(fetch, {
    dataCenter: { api: 'https://cliq.test/api/v3', accounts },
    credentials: refreshToken({ ...client, clientSecret: 'a-secret-of-the-client', store }),
  });
  await cliq.folders.list().toArray();
  if (heard === undefined) throw new Error('the store was not asked');
  return heard;
}

describe('the keys of a store of budgets', () => {
  carries(
    'S10',
    'differ for any two users or URLs, whatever is in the names, and are the same for the same',
    async () => {
      const owner = new Map<string, string>();
      for (const user of nasty) {
        for (const operation of buckets) {
          const key = await keyOf(user, operation);
          const name = JSON.stringify([user, operation.bucket]);
          expect(owner.get(key) ?? name).toBe(name);
          owner.set(key, name);
        }
      }
      expect(owner.size).toBe(nasty.length * buckets.length);
    },
  );

  carries('S10', 'differ for any two users, whatever text names them', async () => {
    const pick = fc.constantFrom(...buckets);
    await fc.assert(
      fc.asyncProperty(users, users, pick, pick, async (user, other, one, two) => {
        const same = user === other && one.bucket === two.bucket;
        expect((await keyOf(user, one)) === (await keyOf(other, two))).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  carries('S10', 'keep apart users of whom one is named like the key of another', async () => {
    for (const operation of buckets) {
      const key = await keyOf('ana', operation);
      for (const user of [key, `${key}:`, key.slice(2), `ana:${operation.bucket}`]) {
        expect(await keyOf(user, operation)).not.toBe(key);
      }
    }
  });
});

describe('the keys of a store of tokens', () => {
  carries(
    'S10',
    'differ for any two accounts, are the same for the same, and have no secret in them',
    async () => {
      const account = fc.record({
        clientId: printable,
        refreshToken: printable,
        accounts: fc.constantFrom('https://accounts.zoho.eu', 'https://accounts.zoho.com'),
      });
      await fc.assert(
        fc.asyncProperty(account, account, async (one, other) => {
          const [key, otherKey] = [await accountKeyOf(one), await accountKeyOf(other)];
          expect(key === otherKey).toBe(JSON.stringify(one) === JSON.stringify(other));
          expect(key).toMatch(/^[0-9a-f]{32}$/);
          expect(
            await accountKeyOf({ ...one, clientId: `${one.clientId}"`, refreshToken: one.refreshToken }),
          ).not.toBe(key);
        }),
        { numRuns: 100 },
      );
      const moved = { clientId: 'a', refreshToken: 'b","c', accounts: 'https://accounts.zoho.eu' };
      expect(await accountKeyOf(moved)).not.toBe(
        await accountKeyOf({ ...moved, clientId: 'a","b', refreshToken: 'c' }),
      );
    },
  );
});
