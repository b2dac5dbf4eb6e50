import { describe, expect, test } from 'vitest';
import type { Prose } from '../../../src/upstream/read/prose.ts';
import { readProse } from '../../../src/upstream/read/read-prose.ts';

const none: Prose = { text: '', errors: [], values: [] };
const perMinute = (requests: number): NonNullable<Prose['limit']> => ({ requests, windowSeconds: 60 });

describe('limits and locks', () => {
  test.each<[string, Partial<Prose>]>([
    ['Threshold limit: 20 requests per min per user', { limit: perMinute(20) }],
    ['Threshold Limit - 20 API calls per minute / user.', { limit: perMinute(20) }],
    ['Threshold limit 20 requests per minute', { limit: perMinute(20) }],
    ['Threshold limit:\n20 requests per min per user', { limit: perMinute(20) }],
    ['**Threshold limit:** 20 requests per min per user', { limit: perMinute(20) }],
    ['<b>Rate limit</b>: 20/min', { limit: perMinute(20) }],
    ['<h4>Rate limit</h4><p>20 requests every minute</p>', { limit: perMinute(20) }],
    ['50 requests/minute', { limit: perMinute(50) }],
    ['20 requests per user per minute', { limit: perMinute(20) }],
    ['30 API calls per 5 minutes', { limit: { requests: 30, windowSeconds: 300 } }],
    ['1,000 requests per hour', { limit: { requests: 1000, windowSeconds: 3600 } }],
    ['API limit: ten calls in 30 secs', { limit: { requests: 10, windowSeconds: 30 } }],
    ['Quota: 5000 requests per day for each org', { limit: { requests: 5000, windowSeconds: 86_400 } }],
    ['Lock period: 5 minutes', { lockSeconds: 300 }],
    ['Lock period - 1 hour', { lockSeconds: 3600 }],
    ['Lock time: 30 secs', { lockSeconds: 30 }],
    ['Lockout: 1 hour 30 minutes', { lockSeconds: 5400 }],
    ['<p>Lock period</p><p>10 mins</p>', { lockSeconds: 600 }],
    [
      '<ul><li>Threshold limit: 20 requests per min</li><li>Lock period: 5 min</li></ul>',
      { limit: perMinute(20), lockSeconds: 300 },
    ],
    [
      '<table><tr><td>Threshold limit</td><td>20 requests per minute</td></tr><tr><td>Lock period:</td><td>5 minutes</td></tr></table>',
      { limit: perMinute(20), lockSeconds: 300 },
    ],
    [
      '<h3>Limits</h3><table><tr><th>Threshold limit</th><th>Lock period</th></tr><tr><td>20 requests per minute</td><td>5 minutes</td></tr></table>',
      { limit: perMinute(20), lockSeconds: 300 },
    ],
    [
      '<details><summary>Threshold limit</summary>20 requests per minute<br>Lock period: 5 minutes</details>',
      { limit: perMinute(20), lockSeconds: 300 },
    ],
    [
      'Threshold limit: 20 requests per min per user, Lock period: 5 minutes.',
      { limit: perMinute(20), lockSeconds: 300 },
    ],
  ])('%s', (description, facts) => {
    expect(readProse(description)).toEqual({ ...none, ...facts });
  });

  test.each([
    'Threshold limit: 20 requests per min per user\nHow many requests one may make in a minute.\n\nLock period: 5 minutes\nTime to wait until calls are answered again.',
    '<p><b>Threshold limit:</b> 20 requests per min per user<br>The number of calls that are allowed in a minute.</p><p>Lock period: 5 minutes (wait this long before the next call)</p>',
    'Threshold limit: 20 requests per min per user Number of calls one may make in it. Lock period: 5 minutes Wait until then.',
    '<br>**Threshold limit:** 20 requests per min per user<br />_How many calls fit into a minute._\n\n**Lock period:** 5 minutes<br />_How long to wait until the next._',
  ])('what only explains them goes too: %s', (facts) => {
    expect(readProse(`Adds a star.\n\n${facts}\n\nThe number of stars is not bounded.`)).toEqual({
      ...none,
      text: 'Adds a star.\n\nThe number of stars is not bounded.',
      limit: perMinute(20),
      lockSeconds: 300,
    });
  });

  test.each<[string, Partial<Prose>]>([
    ['Bots may send 20 requests per minute, and people as well.', { limit: perMinute(20) }],
    ['Callers are locked out for 10 minutes after that.', { lockSeconds: 600 }],
    ['A lock of 5 minutes follows.', { lockSeconds: 300 }],
  ])('within a sentence that says more they are read, and it stays: %s', (description, facts) => {
    expect(readProse(description)).toEqual({ ...none, ...facts, text: description });
  });

  test('the first counts, and another that differs stays in the text', () => {
    expect(readProse('Threshold limit: 20 requests per min. Threshold limit: 30 requests per min.')).toEqual({
      ...none,
      limit: perMinute(20),
      text: 'Threshold limit: 30 requests per min.',
    });
  });

  test.each([
    'Rate limits apply.',
    'Threshold limit: none',
    'Lock period: N/A',
    'Wait 5 minutes.',
    'Locks the door.',
    'Version 2 per hour 3',
  ])('no fact: %s', (description) => {
    expect(readProse(description)).toEqual({ ...none, text: description });
  });
});

describe('error codes', () => {
  const errors = [
    { code: 'star_missing', when: 'There is no such star.' },
    { code: 'star_limit', when: 'There are too many, or < 1.' },
  ];
  const rows = errors.map(({ code, when }) => `| ${code} | ${when} |`).join('\n');
  const html = errors
    .map(({ code, when }) => `<tr><td><code>${code}</code></td><td>${when.replace('<', '&lt;')}</td></tr>`)
    .join('');

  test.each([
    ['Markdown', `| Error Code | Description |\n|---|---|\n${rows}`],
    ['Markdown without outer bars', `Errors | When\n---|---\n${rows}`],
    ['a heading', `## Possible error codes\n\n| Code | Meaning |\n| :-- | :-- |\n${rows}`],
    [
      'HTML',
      `<table><thead><tr><th>Error Code</th><th>Description</th></tr></thead><tbody>${html}</tbody></table>`,
    ],
    ['no th', `<table><tr><td><b>Error code</b></td><td>Reason</td></tr>${html}</table>`],
    [
      'details',
      `<details><summary>&#9888; Possible Error Codes <small>(Open to read)</small></summary>\n<table><tr><th>Code<th>Description${html}</details>`,
    ],
    [
      'two lines of heading',
      `<summary>Error codes<br>Click here to view</summary><table><tr><th>Code<th>Description${html}</table>`,
    ],
    ['a list', `Error codes:\n${errors.map(({ code, when }) => `- \`${code}\`: ${when}`).join('\n')}`],
    [
      'an HTML list',
      `<b>Error codes</b><ul><li>star_missing - There is no such star.<li>star_limit: There are too many, or < 1.</ul>`,
    ],
  ])('%s', (_, table) => {
    expect(readProse(`Adds a star.\n\n${table}\n\nLast words.`)).toEqual({
      ...none,
      text: 'Adds a star.\n\nLast words.',
      errors,
    });
  });

  test('tables are joined, and a code is there once', () => {
    const table = (code: string, when: string): string =>
      `| Error Code | Description |\n|---|---|\n| ${code} | ${when} |`;
    expect(
      readProse(`${table('a_b', 'One.')}\n\n${table('c_d', 'Two.')}\n\n${table('a_b', 'Three.')}`),
    ).toEqual({
      ...none,
      errors: [
        { code: 'a_b', when: 'One. Three.' },
        { code: 'c_d', when: 'Two.' },
      ],
    });
  });

  test('odd codes, further columns, several codes in a cell, cells that span rows', () => {
    const description =
      '| Status | Error Code | Description |\n|---|---|---|\n| 400 | Not Good! | Bad |\n| | a_b, c_d | Both |\n| | | again |';
    expect(readProse(description).errors).toEqual([
      { code: 'Not Good!', when: 'Bad', status: 400 },
      { code: 'a_b', when: 'Both' },
      { code: 'c_d', when: 'Both again' },
    ]);
  });

  test('a row that is no error is text', () => {
    expect(
      readProse(
        '<table><tr><th>Error Code<th>When<tr><td>a_b<td>One.<tr><td colspan=2>Others may come.</table>',
      ),
    ).toEqual({
      ...none,
      text: 'Others may come.',
      errors: [{ code: 'a_b', when: 'One.' }],
    });
  });

  test.each([
    '| Code | Country |\n| --- | --- |\n| IN | India |\n| US | United States |',
    '| Name | Code |\n| --- | --- |\n| Star | 5 |',
    'Error codes: none',
    'Errors are rare.',
  ])('no codes: %s', (description) => {
    expect(readProse(description)).toEqual({ ...none, text: description });
  });
});

describe('the largest length or number', () => {
  test.each<[string, NonNullable<Prose['maximum']>, string]>([
    ['The text. Maximum length: 5000 characters.', { length: 5000 }, 'The text.'],
    ['Max length 50', { length: 50 }, ''],
    ['The maximum length is 50 characters.', { length: 50 }, ''],
    ['Maximum length of the title is 100 characters.', { length: 100 }, ''],
    ['Max. 50 characters', { length: 50 }, ''],
    ['Name (maximum length: 50).', { length: 50 }, 'Name.'],
    ['Must not exceed 5,000 characters.', { length: 5000 }, ''],
    ['<p>Title.</p><p><b>Maximum length:</b> <code>255</code> characters</p>', { length: 255 }, 'Title.'],
    ['<h5>Maximum length</h5><p>255 characters</p>', { length: 255 }, ''],
    ['Chats, by commas. Maximum 25 chat IDs.', { items: 25 }, 'Chats, by commas.'],
    ['Ids (max 25 chat ids), by commas.', { items: 25 }, 'Ids, by commas.'],
    ['Maximum number of chats: 25', { items: 25 }, ''],
    ['Between 1 and 25 chat IDs.', { items: 25 }, ''],
    ['At most 25 users are allowed per request.', { items: 25 }, ''],
    ['No more than ten users at a time', { items: 10 }, ''],
    ['25 chat IDs max.', { items: 25 }, ''],
    ['Takes up to 100 messages of a chat.', { items: 100 }, 'Takes up to 100 messages of a chat.'],
    ['Limited to 25 users, and no bots.', { items: 25 }, 'Limited to 25 users, and no bots.'],
  ])('%s', (description, maximum, text) => {
    expect(readProse(description)).toEqual({ ...none, maximum, text });
  });

  test.each([
    'Maximum number of stars to return.',
    'The default is 20 and the maximum is 100.',
    'Waits up to 5 minutes.',
    'Maximum file size: 50 MB',
    'At most 3 attempts are made.',
    'Up to 3 levels deep.',
    'A list of 10 or more chats.',
    'Since 2024 there are 5 kinds of chats.',
    'Time in epoch form, such as 1745068184000.',
    'max 25',
    'Maximum length: 5 minutes',
    '12345678901 characters max',
  ])('no maximum: %s', (description) => {
    expect(readProse(description)).toEqual({ ...none, text: description });
  });
});

describe('values', () => {
  const values = [
    { value: 'open', meaning: 'It takes replies.' },
    { value: 'closed', meaning: 'It does not. (default)' },
  ];
  test.each([
    [
      'an HTML list',
      '<ul><li><code>open</code>: It takes replies.</li><li><code>closed</code> (default): It does not.</li></ul>',
    ],
    [
      'below a line',
      '<p>Allowed values:</p><ul><li>open - It takes replies.<li>closed (default) - It does not.</ul>',
    ],
    ['lines', '<code>open</code>: It takes replies.<br><code>closed</code> (default): It does not.'],
    [
      'a Markdown list',
      'The value can be one of the following:\n* `open`: It takes replies.\n* `closed` (default): It does not.',
    ],
    [
      'a table',
      '| Value | Meaning |\n|---|---|\n| `open` | It takes replies. |\n| closed | It does not. (default) |',
    ],
  ])('%s', (_, list) => {
    expect(readProse(`State of it.\n\n${list}`)).toEqual({ ...none, text: 'State of it.', values });
  });

  test.each([
    'Possible values: a, b, c',
    'Allowed values are a, b and c.',
    'Valid values are `a`, `b`, or `c`.',
    'The value must be one of "a", "b", "c".',
    'Supported options: a | b | c',
    'Allowed values:\n- a\n- b\n- c',
    'Allowed values:<ul><li><code>a</code></li><li>b</li><li>c.</li></ul>',
    'Allowed values:<br>a<br>b<br>c',
  ])('without meanings: %s', (list) => {
    expect(readProse(list)).toEqual({
      ...none,
      values: ['a', 'b', 'c'].map((value) => ({ value, meaning: '' })),
    });
  });

  test.each([
    'Possible values are between 1 and 10',
    'Allowed values: any number from 1 to 5',
    '- Title: what it is called\n- Symbol: its sign',
    '- title, symbol, or state\n- chat_id with pin_above',
    '- Just: one',
  ])('no values: %s', (description) => {
    expect(readProse(description)).toEqual({ ...none, text: description });
  });
});
