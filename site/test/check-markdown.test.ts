import { expect, test } from 'vitest';
import { checkMarkdown } from '../src/links/check-markdown.ts';
import { asText } from '../src/links/problem.ts';
import { root } from '../src/paths.ts';
import { folderWith } from './folder.ts';

test('every link of every Markdown file of the repository leads somewhere', () => {
  expect(checkMarkdown(root).map(asText)).toEqual([]);
});

test('a link that leads nowhere is named with its file and line, and why', () => {
  const own = 'https://github.com/cliqkit/cliqkit';
  const folder = folderWith({
    'README.md': '# Home\n\n## Start here\n',
    'code.ts': 'one\ntwo\n',
    'docs/a.md': [
      '[fine](../README.md#start-here) [fine](#a) [fine](..) [fine](../code.ts#L2)',
      `[fine](${own}#start-here) [fine](${own}/blob/main/code.ts) [fine](${own}/tree/main/docs) [fine](https://example.com)`,
      '[gone](b.md)',
      '[no heading](../README.md#end)',
      `[gone](${own}/blob/main/gone.ts)`,
      `[no heading](${own}#gone)`,
      '[root](/README.md)',
      '[out](../../x.md)',
      '[strange](javascript:alert(1))',
      '[no line](../code.ts#L9)',
      '# A',
    ].join('\n'),
  });
  expect(checkMarkdown(folder).map(asText)).toEqual([
    'docs/a.md:3: b.md leads to docs/b.md, which does not exist',
    'docs/a.md:4: ../README.md#end has no such heading in README.md',
    `docs/a.md:5: ${own}/blob/main/gone.ts leads to gone.ts, which does not exist`,
    `docs/a.md:6: ${own}#gone has no such heading in README.md`,
    'docs/a.md:7: /README.md begins with a slash: write it from this file on',
    'docs/a.md:8: ../../x.md leads out of the repository',
    'docs/a.md:9: javascript:alert(1 is no address of the web',
    'docs/a.md:10: ../code.ts#L9 is beyond the end of code.ts',
  ]);
});
