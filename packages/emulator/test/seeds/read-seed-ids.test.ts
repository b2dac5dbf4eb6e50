import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readSeed } from '../../src/index.ts';

const runs = { seed: 20_261_122, numRuns: 200 };
const digits = fc.stringMatching(/^[0-9]{1,20}$/u);
const ids = fc.uniqueArray(digits, { minLength: 1, maxLength: 6 });
const messageIds = fc.uniqueArray(fc.stringMatching(/^[0-9]{1,14}_[0-9]{1,20}$/u), { maxLength: 6 });

function sent(id: string): number {
  return Number(id.split('_')[0]);
}

test('unquoted ids come through digit for digit, in YAML 1.1, YAML 1.2 and JSON', () => {
  const header = fc.constantFrom('', '%YAML 1.1\n---\n', '%YAML 1.2\n---\n');
  fc.assert(
    fc.property(ids, messageIds, header, (userIds, unsorted, start) => {
      const sorted = [...unsorted].sort((a, b) => sent(a) - sent(b));
      const [first] = userIds;
      const lines = [
        'name: x',
        'users:',
        ...userIds.map((id) => `  - { id: ${id}, name: ${id}, email: a@b }`),
        'chats:',
        '  - id: 1',
        '    type: group_chat',
        `    members: [${userIds.join(', ')}]`,
        ...(sorted.length === 0 ? [] : ['    messages:']),
        ...sorted.map((id) => `    - { id: ${id}, senderId: ${first}, text: ${id} }`),
      ];
      const seed = readSeed(start + lines.join('\n'));
      expect(seed.users.map(({ id, name }) => [id, name])).toEqual(userIds.map((id) => [id, id]));
      expect(seed.chats[0]?.members).toEqual(userIds);
      expect(seed.chats[0]?.messages.map(({ id, text }) => [id, text])).toEqual(sorted.map((id) => [id, id]));
    }),
    runs,
  );
  const number = fc.bigInt({ min: 1n, max: 10n ** 20n - 1n }).map(String);
  fc.assert(
    fc.property(number, (id) => {
      expect(readSeed(`{"name":"x","users":[{"id":${id},"name":"A","email":"a@b"}]}`).users[0]?.id).toBe(id);
    }),
    runs,
  );
});

test('any text comes through as it was written, by a YAML library or by JSON', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60, unit: 'grapheme' }),
    fc.constantFrom(
      'null',
      '~',
      'true',
      'NO',
      '1e3',
      '0x1F',
      '12:30:45',
      '- a',
      '#x',
      'a: b',
      '\u2028',
      '\uFEFFx',
      '"',
      "'",
    ),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
      const value = {
        name: 'x',
        users: [{ id: '1', name: 'A', email: 'a@b' }],
        chats: [
          {
            id: '1',
            type: 'group_chat',
            members: ['1'],
            messages: texts.map((said, index) => ({ id: `${index}_1`, senderId: '1', text: said })),
          },
        ],
      };
      for (const written of [JSON.stringify(value), JSON.stringify(value, null, 2), stringify(value)]) {
        expect(readSeed(written).chats[0]?.messages.map((message) => message.text)).toEqual(texts);
      }
    }),
    runs,
  );
});

test('whatever is read, it is a seed or a TypeError that says so', () => {
  const snippet = fc.constantFrom(
    'name: x\n',
    'users:\n',
    '  - ',
    '{',
    '}',
    '[',
    ']',
    ': ',
    ', ',
    '"',
    "'",
    '\n',
    ' ',
    '&a',
    '*a',
    '!t ',
    '|\n',
    '>-\n',
    '? ',
    '#',
    '%YAML 1.3\n',
    '---\n',
    '...\n',
    'id: 1',
    'name: A',
    'email: a@b',
    '__proto__: 1',
    '\t',
    '\0',
    '\uD800',
    '1e999',
    '<<: ',
    '@',
    '`',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(snippet, fc.string({ maxLength: 5 })), { maxLength: 30 }), (parts) => {
      try {
        expect(readSeed(parts.join('')).users.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        expect(String(error)).toMatch(
          /^TypeError: @cliqkit\/emulator: the seed in seed has (?:a problem|\d+ problems):\n- /u,
        );
      }
    }),
    { ...runs, numRuns: 2000 },
  );
});
