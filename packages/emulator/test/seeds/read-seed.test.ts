import { describe, expect, test } from 'vitest';
import { createEmulator, demoSeed, readSeed } from '../../src/index.ts';
import { checkSeed } from '../../src/seeds/read-seed.ts';

const users = `
name: team
users:
  - { id: 855727961, name: Ana Duarte, email: ana@example.com }`;

function refusal(text: string): string {
  try {
    readSeed(text, 'team.yaml');
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
  return 'not refused';
}

describe('a seed in YAML', () => {
  test('needs no more than a name and a user', async () => {
    const seed = readSeed(users);
    expect(seed).toEqual({
      name: 'team',
      users: [{ id: '855727961', name: 'Ana Duarte', email: 'ana@example.com', utcOffsetMinutes: 0 }],
      bots: [],
      chats: [],
      threads: [],
      shelves: [],
    });
    const emulator = await createEmulator({ port: false, seed });
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    expect((await emulator.fetch(`${emulator.url}/pin-categories`, { headers })).status).toBe(200);
    await emulator.close();
  });

  test('gets what it leaves out', () => {
    const seed = readSeed(`${users}
chats:
  - { id: 1, type: channel, members: [855727961], channel: { id: P1, uniqueName: launch }, messages: [{ id: 5_1, senderId: 855727961, text: Hello }] }
threads:
  - { id: 1-T-1, parentChatId: 1, messageId: 5_1, title: T }
shelves:
  - { userId: 855727961, folders: [{ id: 2, title: F }] }
networks:
  - { id: 3, name: acme }`);
    expect(seed.chats[0]).toMatchObject({ external: false, channel: { replyMode: 'both', bots: [] } });
    expect(seed.threads[0]).toMatchObject({ state: 'open', followers: [], messages: [] });
    expect(seed.shelves[0]).toMatchObject({
      chatIds: [],
      folders: [{ symbol: '', state: 'expanded', chatIds: [] }],
    });
    expect(seed.networks?.[0]).toEqual({ id: '3', name: 'acme', chats: [], threads: [], shelves: [] });
  });

  test.each([
    ['1773894772896_12958180473', '1773894772896_12958180473'],
    ['0001_0002', '0001_0002'],
    ['"5_1"', '5_1'],
    ["'5_1'", '5_1'],
    ['!!str 5_1', '5_1'],
  ])('keeps every digit of the message id %s', (written, id) => {
    const seed = readSeed(
      `${users}\nchats: [{ id: 1, type: group_chat, members: [], messages: [{ id: ${written}, senderId: 855727961, text: 12 }] }]`,
    );
    expect(seed.chats[0]?.messages).toEqual([{ id, senderId: '855727961', text: '12' }]);
  });

  test('takes unquoted words for text where text belongs', () => {
    const seed = readSeed('name: 007\nusers: [{ id: 01, name: Null, email: a@b, utcOffsetMinutes: -60 }]\n');
    expect(seed.name).toBe('007');
    expect(seed.users).toEqual([{ id: '01', name: 'Null', email: 'a@b', utcOffsetMinutes: -60 }]);
  });

  test.each([
    ['%YAML 1.1\n---\n'],
    ['# yaml-language-server: $schema=../schemas/seed.schema.json\n'],
    ['\uFEFF'],
  ])('may begin with %j', (start) => {
    expect(readSeed(start + users.trim()).users[0]?.id).toBe('855727961');
  });

  test('may be as deep as a seed is, with Windows line ends', () => {
    expect(readSeed(users.replaceAll('\n', '\r\n')).name).toBe('team');
  });
});

describe('a seed that cannot be read says where, and what would be right', () => {
  test.each([
    ['is empty', '', '- it is empty; name and users are needed'],
    ['is a word', 'x', '- "x" is not keys and values. What an emulator starts with'],
    ['is broken', 'users: [', 'line 1, column 9: '],
    ['is two', 'a: 1\n---\nb: 2', '- there is a second document (---); a file holds one'],
    ['has no user', 'name: x\nusers: []', '- line 2, /users: [] must NOT have fewer than 1 items'],
    ['has an anchor', `${users}\nbots: &b []\nchats: *b`, '- line 2, /chats: *b is an alias; write out'],
    ['has a tag', `${users}\nbots: !include bots.yaml`, 'line 5, column 7: Tags have no meaning in a seed'],
    ['has a key twice', `${users}\nname: other`, '- line 5, /name: this key is there twice'],
    ['has a list for a key', `${users}\n? [a]\n: 1`, 'line 5, column 3: '],
    ['has a key that it should not have', `${users}\nfolder: []`, '- line 5, /folder: no such key here'],
    ['has a key with a typo', `${users}\nshelfs: []`, 'no such key here; did you mean shelves?'],
    ['has __proto__', `${users}\n__proto__: { a: 1 }`, '- the key __proto__ is not allowed'],
    [
      'has constructor',
      `${users}\nchats: [{ constructor: 1 }]`,
      '- line 5, /chats/0: the key constructor is not',
    ],
    ['has no mail address', 'name: x\nusers:\n - { id: 1, name: A }', '- line 3, /users/0: email is missing'],
    [
      'has a name for an id',
      'name: x\nusers: [{ id: ana, name: A, email: a@b }]',
      'Id of a user: digits. For example 855727961',
    ],
    [
      'has a word for a type',
      `${users}\nchats: [{ id: 1, type: chanel, members: [] }]`,
      '"chanel" will not do; did you mean channel?',
    ],
    ['has a text for a list', `${users}\nbots: x`, '- line 5, /bots: "x" is not a list. Bots.'],
    ['has an empty list', `${users}\nbots:`, '/bots: null is not a list. Bots.'],
    [
      'has a quoted number',
      'name: x\nusers: [{ id: 1, name: A, email: a@b, utcOffsetMinutes: "60" }]',
      '"60" is not a whole number',
    ],
    [
      'has a wild number',
      'name: x\nusers: [{ id: 1, name: A, email: a@b, utcOffsetMinutes: 9000 }]',
      '9000 must be <= 840',
    ],
    [
      'has an empty name',
      'name: x\nusers: [{ id: 1, name: ~, email: a@b }]',
      'is empty; leave it out, or quote it: "~"',
    ],
    [
      'has null for a name',
      'name: null\nusers: [{ id: 1, name: A, email: a@b }]',
      '/name: is empty; leave it out, or quote it: "null"',
    ],
    [
      'has a channel that is none',
      `${users}\nchats: [{ id: 1, type: channel, members: [] }]`,
      '/chats/0: channel is missing',
    ],
    [
      'refers to nobody',
      `${users}\nchats:\n - id: 1\n   type: group_chat\n   members:\n    - 5`,
      '- line 9, /chats/0/members/0: the seed has no user 5',
    ],
    [
      'has an operation with a typo',
      `${users}\nlimits: [{ userId: 855727961, operation: pinCat, lockedForMs: 1 }]`,
      'did you mean pinChat?',
    ],
  ])('that %s', (_, text, expected) => {
    expect(refusal(text)).toContain('@cliqkit/emulator: the seed in team.yaml has ');
    expect(refusal(text)).toContain(expected);
  });

  test('all problems at once, ten at most', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `  - { id: x${index}, name: A, email: a@b }`);
    const message = refusal(['name: x', 'users:', ...lines].join('\n'));
    expect(message).toMatch(/has 12 problems:\n- line 3, [\s\S]*- line 12, [^\n]*\n- and 2 more$/u);
  });

  test('however long what is wrong', () => {
    expect(refusal(`name: ${'x'.repeat(60_000)}\nusers: []`).length).toBeLessThan(1500);
    expect(refusal(`${'x'.repeat(60_000)}: 1\nname: x`).length).toBeLessThan(2500);
  });
});

describe('a hostile document is refused, and costs little', () => {
  const billion = [
    'a: &a [x,x]',
    ...['b', 'c', 'd'].map((key, at) => `${key}: &${key} [*${'abc'[at]},*${'abc'[at]}]`),
  ].join('\n');
  test.each([
    ['an alias bomb', billion, 'is an alias; write out what it stands for'],
    ['deep lists', `a: ${'['.repeat(3000)}`, 'nests deeper than 64 levels'],
    ['deep dashes', '- '.repeat(3000), 'nests deeper than 64 levels'],
    ['deep questions', '? '.repeat(3000), 'nests deeper than 64 levels'],
    ['deep JSON', `${'['.repeat(3000)}${']'.repeat(3000)}`, 'nests deeper than 64 levels'],
    ['an endless line', `a: [${'1,'.repeat(50_000)}`, 'line 1 is longer than 65536 characters'],
    ['a document of 16 MiB and a byte', 'x'.repeat(16_777_217), 'it is longer than 16 MiB'],
    ['more than there may be', JSON.stringify({ name: 'x', users: Array(20_001).fill(1) }), '/users/0: '],
  ])('%s', (_, text, expected) => {
    expect(refusal(text)).toContain(expected);
  });

  test('many keys are compared quickly', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => ` k${index}: 1`);
    expect(refusal(['name: x', 'users:', ...keys].join('\n'))).toContain('/users: {"k0"');
  });

  test('nothing reaches the prototype of anything', () => {
    refusal(`${users}\nconstructor: { prototype: { polluted: 1 } }\n__proto__: { polluted: 1 }`);
    refusal('{"name":"x","users":[],"__proto__":{"polluted":1}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('a seed in JSON', () => {
  test('is read like one in YAML, long numbers as well', () => {
    const seed = readSeed(
      '{"$schema": "x", "name": "x", "users": [{"id": 1488288613043522033, "name": "A \\"\\u00e9\\\\", "email": "a@b"}]}',
    );
    expect(seed).toMatchObject({ name: 'x', users: [{ id: '1488288613043522033', name: 'A "é\\' }] });
    expect(seed).not.toHaveProperty('$schema');
  });

  test.each([
    ['{"name": "x",\n"name": "y", "users": []}', '- line 2, /name: this key is there twice'],
    ['{"name": "x",\n"users": [{"id": null}]}', '- line 2, /users/0/id: is empty'],
    [
      '{"name": "x",\n\n"users": [{"id": "1", "name": "A", "email": "a@b", "utcOffsetMinutes": true}]}',
      '- line 3, ',
    ],
    ['[]', '- [] is not keys and values'],
    ['{"constructor": 1}', '- the key constructor is not allowed'],
  ])('says the line of a mistake in %j', (text, expected) => {
    expect(refusal(text)).toContain(expected);
  });

  test('of the demo workspace is the demo workspace', () => {
    expect(readSeed(JSON.stringify(demoSeed))).toEqual(checkSeed(demoSeed));
    expect(checkSeed(demoSeed)).toMatchObject(demoSeed);
  });
});

describe('a seed from elsewhere', () => {
  test('may be called as it likes if it comes from a program, and may still not have keys of its own, or paths for ids', () => {
    const users = [{ id: 'ana', name: '', email: '' }];
    expect(checkSeed({ name: 'a name', users }, 'plain').bots).toEqual([]);
    expect(() => checkSeed({ name: 'a name', users, more: 1 }, 'plain')).toThrow('/more: no such key here');
    expect(() => checkSeed({ name: 'x', users: [{ ...users[0], id: '../x' }] }, 'plain')).toThrow(
      '/users/0/id: an id is',
    );
    expect(() => checkSeed({ name: 'a name', users })).toThrow('has 4 problems');
  });

  test('is checked by the same rules, and left as it was', () => {
    const value = { name: 'x', users: [{ id: '1', name: 'A', email: 'a@b' }] };
    expect(checkSeed(value).bots).toEqual([]);
    expect(value).not.toHaveProperty('bots');
    expect(() => checkSeed({ ...value, users: [{ id: 1 }] })).toThrow('/users/0/id: 1 is not text');
    expect(() => checkSeed(JSON.parse('{"__proto__": {}, "name": "x", "users": []}'))).toThrow(TypeError);
    expect(() => checkSeed(undefined)).toThrow(TypeError);
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(() => checkSeed(JSON.parse(deep))).toThrow(
      'the seed has a problem:\n- it nests deeper than 64 levels',
    );
  });
});
