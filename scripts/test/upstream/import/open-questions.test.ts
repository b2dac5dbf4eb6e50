import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository } from '../../repo-copy.ts';

it('no spec of this repository is a draft with open questions', async () => {
  const files = await readdir(join(repository, 'specs'));
  expect(files.filter((file) => file.endsWith('.questions.md'))).toEqual([]);
});
