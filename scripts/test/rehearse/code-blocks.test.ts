import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asCommonJs, codeBlocks, readmeStart } from '../../src/rehearse/code-blocks.ts';
import { firstTests } from '../../src/rehearse/first-tests.ts';
import { repository } from '../repo-copy.ts';
import { tempFolder } from './temp-folder.ts';

test("the README's start can be put for require()", () => {
  const program = asCommonJs(readmeStart(join(repository, 'README.md')));
  expect(program).toContain("require('cliqkit');");
  expect(program).toContain("require('@cliqkit/emulator');");
  expect(program).not.toMatch(/^import /m);
});

test('a start with other imports than named ones is refused', () => {
  expect(() => asCommonJs("import cliqkit from 'cliqkit';\n")).toThrow('other imports than named ones');
});

test('the README of the emulator shows a first test for each runner', () => {
  const files = firstTests(join(repository, 'packages/emulator/README.md'));
  expect([...files.keys()]).toEqual(['cliq.test.ts', 'cliq.test.mjs']);
});

test('only the blocks under the heading are taken, with their names', async () => {
  const file = join(await tempFolder(), 'README.md');
  const text = '# A\n\n## B\n\n```js b.mjs\n1;\n```\n\n### C\n\n```sh\nls\n```\n\n## D\n\n```ts\n2;\n```\n';
  await writeFile(file, text);
  expect(codeBlocks(file, 'B')).toEqual([
    { language: 'js', name: 'b.mjs', code: '1;\n' },
    { language: 'sh', name: '', code: 'ls\n' },
  ]);
  expect(() => codeBlocks(file, 'E')).toThrow('has no heading "## E"');
});
