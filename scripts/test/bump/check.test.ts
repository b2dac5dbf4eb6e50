import { expect, test } from 'vitest';
import { edited, pins, Repository } from './repository.ts';

const limit = 'paths>/pins>post>x-rate-limit>requests';

test('fails while no changeset names a package as it must, and passes then', async () => {
  const repository = new Repository();
  repository.git('switch', '--quiet', '--create', 'topic');
  repository.writeSpec(edited(pins(), limit, 20));
  repository.commit('Fewer calls');
  const { exitCode, lines } = await repository.bump({ mode: 'check' });
  expect(exitCode).toBe(1);
  expect(lines.join('\n')).toContain('  @cliqkit/types: minor');
  repository.write(
    '.changeset/mine.md',
    `---\n'cliqkit': minor\n'@cliqkit/pins': minor\n'@cliqkit/types': patch\n---\n\nMine.\n`,
  );
  const half = await repository.bump({ mode: 'check' });
  expect(half.lines.slice(-2)).toEqual([
    '  @cliqkit/types: minor, and a changeset says patch',
    '  @cliqkit/emulator: minor',
  ]);
  await repository.bump();
  expect(await repository.bump({ mode: 'check' })).toMatchObject({ exitCode: 0 });
  repository.commit('With a changeset');
  expect(await repository.bump({ mode: 'check', since: 'main' })).toMatchObject({ exitCode: 0 });
});

test('a changeset that was there before does not count', async () => {
  const repository = new Repository();
  const all = ['cliqkit', '@cliqkit/pins', '@cliqkit/types', '@cliqkit/emulator'];
  repository.write(
    '.changeset/first.md',
    `---\n${all.map((name) => `'${name}': minor`).join('\n')}\n---\n\nFirst.\n`,
  );
  repository.commit('The first release');
  repository.writeSpec(edited(pins(), limit, 20));
  expect(await repository.bump({ mode: 'check' })).toMatchObject({ exitCode: 1 });
});

test('a changeset that cannot be read is named', async () => {
  const repository = new Repository();
  repository.write('.changeset/broken.md', `---\n'cliqkit': huge\n---\n\nText.\n`);
  await expect(repository.bump()).rejects.toThrow('.changeset/broken.md says cliqkit: huge.');
  repository.write('.changeset/broken.md', 'No front matter');
  await expect(repository.bump()).rejects.toThrow('.changeset/broken.md has no front matter');
});
