import { describe, expect, test } from 'vitest';
import { renderBlocks } from '../../../src/upstream/read/block.ts';
import { describedBlocks } from '../../../src/upstream/read/html.ts';

function plain(description: string): string {
  return renderBlocks(describedBlocks(description).blocks);
}

describe('HTML as plain text', () => {
  test.each([
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['open paragraphs', '<p>One<p>Two', 'One\n\nTwo'],
    ['line breaks', 'One<br>Two<br/>\nThree', 'One\nTwo\nThree'],
    ['white space', '<p>  One\n   two  <b> three</b> </p>', 'One two three'],
    ['an empty line ends a paragraph', '<p>One\n\nTwo\nThree', 'One\n\nTwo\nThree'],
    ['inline tags', 'a<b>b</b><i>c</i> <a href="https://x.example/?a=1>2">d</a>', 'abc d'],
    ['wrong nesting', '<b>One <i>two</b> three</i></p></div>', 'One two three'],
    ['lists', '<ul><li>One<li>Two</ul>After', '- One\n- Two\n\nAfter'],
    ['numbered lists', '<ol>\n<li>One</li>\n<li><p>Two</p></li></ol>', '1. One\n2. Two'],
    ['lists in lists', '<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>', '- One\n  - Two\n- Three'],
    ['definitions', '<dl><dt>One<dd>first<dt>Two<dd>second</dl>', '- One: first\n- Two: second'],
    ['headings', '<h3>Head</h3>Text', 'Head\n\nText'],
    ['details', '<details><summary>More</summary><p>Inside</details>After', 'More\n\nInside\n\nAfter'],
    ['preformatted text', '<pre>\n  a\n    b\n</pre>', '  a\n    b'],
    ['entities', '&lt;id&gt; &amp; &#8220;x&#x201D;&nbsp;y', '<id> & “x” y'],
    [
      'comments, scripts and styles',
      'a<!-- no -->b<script>if (a < b) {}</script>c<style>p{}</style>d',
      'abcd',
    ],
    ['an open comment', 'a <!-- b', 'a <!-- b'],
    ['an open script', 'a <script>b', 'a b'],
    [
      'a table',
      '<table><tr><th>A</th><th>B</th></tr><tr><td>1<td>2</table>',
      '| A | B |\n| --- | --- |\n| 1 | 2 |',
    ],
    ['a table without a header', '<table><tr><td>1</td><td>2<br>3</td></tr></table>', '| 1 | 2 3 |'],
    ['text in a table, but in no cell', '<table>Lost<tr><td>1</td></tr></table>', 'Lost\n\n| 1 |'],
    ['a table in a table', '<table><tr><td>1<table><tr><td>2</table></table>', '| 1 |\n\n| 2 |'],
    [
      'an open table, and what comes after',
      '<div><table><tr><td>1</td></tr></div><p>After',
      '| 1 |\n\nAfter',
    ],
    ['text after the rows', '<table><tr><td>1</td></tr>After</table>', '| 1 |\n\nAfter'],
    ['an open table', '<table><tr><td>1', '| 1 |'],
    ['upper case', '<P>One</P><UL><LI>Two</UL>', 'One\n\n- Two'],
  ])('%s', (_, description, text) => {
    expect(plain(description)).toBe(text);
  });
});

describe('Markdown', () => {
  test.each([
    ['bold', '**Note:** take care', 'Note: take care'],
    ['tables', 'A | B\n--- | ---\n1 | 2', '| A | B |\n| --- | --- |\n| 1 | 2 |'],
    ['escaped bars', '| a \\| b | c |\n|---|---|\n| 1 | 2 |', '| a | b | c |\n| --- | --- |\n| 1 | 2 |'],
    ['headings', '# Head\nText', 'Head\n\nText'],
    ['lists', '* One\n  goes on\n* Two\n\n1. Three', '* One\ngoes on\n* Two\n1. Three'],
    ['fences', '```\n| a | b |\n**c**\n```', '```\n| a | b |\n**c**\n```'],
  ])('%s', (_, description, text) => {
    expect(plain(description)).toBe(text);
  });
});

test.each([
  'a < b and b > c',
  'Send <id> to <chat_id>, {CHAT_ID} or <title>.',
  'Ask for /stars?limit=1&copy=2&lt=3',
  'One line\n  and another\n\nand a paragraph',
  '2 ** 3 and * and _x_ and `code`',
  'AT&T & co; x<y; <3 <- <=',
])('no markup: %s', (description) => {
  expect(describedBlocks(description)).toMatchObject({ isMarkup: false });
  expect(plain(description)).toBe(description);
});
