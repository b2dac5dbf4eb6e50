import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFaultWords } from '../../src/cli/fault-words.ts';
import { createPalette } from '../../src/cli/palette.ts';
import { shellLines } from '../../src/cli/shell-lines.ts';
import { sideBarLines } from '../../src/cli/side-bar.ts';
import { textTable } from '../../src/cli/text-table.ts';
import { didYouMean } from '../../src/did-you-mean.ts';
import { readFault } from '../../src/faults/read-fault.ts';

describe('did you mean', () => {
  const names = ['start', 'state', 'reset'];
  test.each([
    ['strt', 'did you mean start?'],
    ['START', 'did you mean start?'],
    ['rest', 'did you mean reset?'],
    ['x', 'there is start, state, reset'],
    ['', 'there is start, state, reset'],
  ])('%j: %s', (typed, said) => expect(didYouMean(typed, names)).toBe(said));
});

describe('lines for a shell', () => {
  const hard = `it's "$HOME" \`id\` \\ ;`;

  test.skipIf(process.platform === 'win32')('set what they say, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (value) => {
        const script = `${shellLines('sh', { VALUE: value + hard })}\nprintf %s "$VALUE"`;
        expect(spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout).toBe(value + hard);
      }),
      { seed: 20_261_122, numRuns: 20 },
    );
  });

  test('quote as fish and PowerShell do', () => {
    expect(shellLines('fish', { A: "it's \\" })).toBe("set -gx A 'it\\'s \\\\'");
    expect(shellLines('powershell', { A: "it's" })).toBe("$env:A = 'it''s'");
  });
});

describe('a table', () => {
  test('is as wide as its cells, without blanks at the end', () => {
    expect(
      textTable([
        ['a', 'bbb', 'c'],
        ['aa', 'b', ''],
      ]),
    ).toEqual(['a   bbb  c', 'aa  b']);
    expect(textTable([['a', 'b']], [3])).toEqual(['a    b']);
    expect(textTable([])).toEqual([]);
  });

  test('cannot be made to steer the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // Cc: control characters. Bidi_Control: what turns the direction of writing.
        expect(textTable([[text]]).join('')).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
      }),
      { seed: 20_261_122 },
    );
  });
});

test('a side bar is a tree', () => {
  const chat = (name: string, type: 'channel' | 'direct_message') => ({ id: `CT_${name}`, name, type });
  const sideBar = {
    user: { id: '1', name: 'Ana' },
    pins: [chat('#launch', 'channel'), chat('Ben', 'direct_message')],
    folders: [
      {
        id: '9',
        title: 'Work',
        symbol: ':gear:',
        state: 'collapsed' as const,
        chats: [chat('#ops', 'channel')],
      },
    ],
    chats: [],
  };
  expect(sideBarLines(sideBar, createPalette(false))).toEqual([
    'Ana  1',
    '',
    'My Pins',
    '├─ #launch  channel  CT_#launch',
    '└─ Ben      direct   CT_Ben',
    'Work  collapsed, 9',
    '└─ #ops     channel  CT_#ops',
    'Chats',
  ]);
});

describe('a fault in words', () => {
  test.each([
    [['stall'], { kind: 'stall' }],
    [
      ['status', 'status=429', 'code=a=b', 'body={"a":[1]}', 'headers={"x":"1"}'],
      { kind: 'status', status: 429, code: 'a=b', body: { a: [1] }, headers: { x: '1' } },
    ],
    [
      ['throttle', 'dialect=nested', 'lockMs=5m', 'retryAfter=30'],
      { kind: 'throttle', dialect: 'nested', lockMs: 300_000, retryAfter: '30' },
    ],
    [['drip', 'ms=2s'], { kind: 'drip', ms: 2000 }],
    [['redirect', 'location=/x'], { kind: 'redirect', location: '/x' }],
    [['oversize', 'bytes=20000000'], { kind: 'oversize', bytes: 20_000_000 }],
  ])('%j', ([kind = '', ...words], fault) => {
    expect(readFaultWords(kind, words)).toEqual(fault);
    expect(readFault(readFaultWords(kind, words))).toEqual(fault);
  });
});
