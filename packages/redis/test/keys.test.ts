import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysFor } from '../src/keys.ts';

/** What could be mistaken for something else, and enough of the same that two texts are often alike. */
const oddLetters = [
  ':',
  '*',
  '{',
  '}',
  '{}',
  '\n',
  '%',
  '%003a',
  '0',
  '1',
  '2',
  'a',
  'A',
  '@',
  ' ',
  '\0',
  '\ud800',
  '\udc00',
  'ü',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...oddLetters), { maxLength: 6 }).map((letters) => letters.join('')),
  fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
);
/** As core names budgets. */
const budgetKey = (user: string, bucket: string): string => `${user.length}:${user}:${bucket}`;
const malformed = [
  '',
  ':',
  '1',
  '1:',
  '1:a',
  '1:ab',
  '0:',
  '01:a:b',
  '1:ab:c',
  '-1:a:b',
  '1e0:a:b',
  '9'.repeat(400),
  `${'9'.repeat(400)}:a:b`,
];
const anyKey = fc.oneof(
  fc.tuple(text, text).map(([user, bucket]) => budgetKey(user, bucket)),
  text,
  fc.constantFrom(...malformed),
);

const slots = 16_384;

/** What Redis finds the server of a key by: what is between the first brace and the next closing one, unless it is empty. */
function hashTag(key: string): string {
  const start = key.indexOf('{');
  const end = key.indexOf('}', start + 1);
  return start === -1 || end === -1 || end === start + 1 ? key : key.slice(start + 1, end);
}

describe.each([
  ['on one server', false],
  ['in a cluster', true],
])('keys %s', (_, clustered) => {
  const keys = keysFor('cliqkit', clustered);
  const kinds = [keys.budget, keys.since] as const;
  const accountKinds = [keys.token, keys.turn, keys.waiting] as const;

  it('differ for different users and buckets', () => {
    fc.assert(
      fc.property(text, text, text, text, (userA, bucketA, userB, bucketB) => {
        const same = userA === userB && bucketA === bucketB;
        const [a, b] = [keys.budget(budgetKey(userA, bucketA)), keys.budget(budgetKey(userB, bucketB))];
        expect(a === b).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  it('differ for any two budgets, also when they are named in no known way', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        expect(keys.budget(a) === keys.budget(b)).toBe(a === b);
      }),
      { numRuns: 2_000 },
    );
    expect(new Set(malformed.map((key) => keys.budget(key))).size).toBe(malformed.length);
  });

  it('differ for any two accounts, and from those of everything else', () => {
    fc.assert(
      fc.property(text, text, anyKey, (a, b, budget) => {
        const ofA = accountKinds.map((kind) => kind(a));
        const ofB = accountKinds.map((kind) => kind(b));
        const ofBudget = kinds.map((kind) => kind(budget));
        expect(new Set([...ofA, ...ofB, ...ofBudget]).size).toBe(a === b ? 5 : 8);
      }),
    );
  });

  it('of one user are on one server, as are those of one account', () => {
    fc.assert(
      fc.property(text, text, text, (user, bucketA, bucketB) => {
        const ofUser = [bucketA, bucketB].flatMap((bucket) =>
          kinds.map((kind) => kind(budgetKey(user, bucket))),
        );
        expect(new Set(ofUser.map(hashTag)).size).toBe(1);
        expect(new Set(accountKinds.map((kind) => hashTag(kind(user)))).size).toBe(1);
      }),
    );
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(hashTag(keys.since(key))).toBe(hashTag(keys.budget(key)));
      }),
    );
  });

  it('have a hash tag that is never empty, and nothing that needs quotes', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        for (const name of [...kinds, ...accountKinds].map((kind) => kind(key))) {
          expect(name).toMatch(/^cliqkit:\{\d+\}:(budget|since|token|turn|waiting)(:[A-Za-z0-9@._%-]*)*$/);
          expect(hashTag(name)).toMatch(/^\d+$/);
        }
      }),
    );
  });

  it('of different prefixes differ', () => {
    const others = keysFor('other', clustered);
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        expect(keys.budget(a)).not.toBe(others.budget(b));
      }),
    );
  });
});

it('users are spread over the servers of a cluster, and share one hash tag elsewhere', () => {
  const servers = 10;
  const [inCluster, onOneServer] = [keysFor('cliqkit', true), keysFor('cliqkit', false)];
  const users = Array.from({ length: 20_000 }, (_, index) => budgetKey(`user-${index}`, 'postMessage'));
  const counts = new Array<number>(servers).fill(0);
  for (const user of users) {
    const server = Math.floor((slotOf(hashTag(inCluster.budget(user))) * servers) / slots);
    counts[server] = (counts[server] ?? 0) + 1;
  }
  for (const count of counts) {
    expect(count).toBeGreaterThan(users.length / servers / 2);
    expect(count).toBeLessThan((users.length / servers) * 1.5);
  }
  expect(new Set(users.map((user) => hashTag(onOneServer.budget(user)))).size).toBe(1);
});

it('a user has the same keys in every process and every version', () => {
  const keys = keysFor('cliqkit', true);
  expect(keys.budget(budgetKey('bot:7', 'channels.message'))).toBe(
    'cliqkit:{481}:budget:bot%003a7:channels.message',
  );
});

/** CRC-16/XMODEM, by which a cluster spreads its keys (the cluster specification of Redis). */
function slotOf(tag: string): number {
  let sum = 0;
  for (const byte of new TextEncoder().encode(tag)) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xffff;
  }
  return sum % slots;
}
