import { expect, test } from 'vitest';
import { anchorsOf, findLinks, replaceLinks, titleOf } from '../src/content/markdown.ts';

const text = `# The \`page\`

See [one](one.md), ![a picture](two.png "a title"), [\`code\`](<three.md>), <https://example.com/four> and
<a href="five.md">five</a>. Not \`[six](six.md)\`.

\`\`\`md
[seven](seven.md)
\`\`\`

<!-- [eight](eight.md) -->
[nine]: nine.md
`;

test('links and pictures are found with their lines, and what stands in code or a comment is none', () => {
  expect(findLinks(text).map(({ target, line }) => [target, line])).toEqual([
    ['one.md', 3],
    ['two.png', 3],
    ['three.md', 3],
    ['https://example.com/four', 3],
    ['five.md', 4],
    ['nine.md', 11],
  ]);
});

test('links are replaced in their places, and nothing else is', () => {
  const replaced = replaceLinks(text, (target) => target.replace(/^(?!https)/, '../'));
  expect(findLinks(replaced).map(({ target }) => target)).toEqual([
    '../one.md',
    '../two.png',
    '../three.md',
    'https://example.com/four',
    '../five.md',
    '../nine.md',
  ]);
  expect(replaced.replaceAll('../', '')).toBe(text);
});

test('the title is the first heading, code in it included', () => {
  expect(titleOf(text)).toBe('The `page`');
  expect(titleOf('```sh\n# no heading\n```\n')).toBeUndefined();
});

test('anchors are those that GitHub gives: lower case, no signs, numbers for headings that come again', () => {
  const headings =
    '# A `b_c`, d & e\n\n## Same\n\n## Same\n\n### [Link](x.md)\n\n```sh\n# none\n```\n<a id="own"></a>\n';
  expect([...anchorsOf(headings)]).toEqual(['a-b_c-d--e', 'same', 'same-1', 'link', 'own']);
});
