import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tarballName } from '../../src/public-manifests.ts';
import { entriesOf } from '../../src/rehearse/entries.ts';
import { publicPackages } from '../../src/rehearse/public-packages.ts';
import { tempFolder } from './temp-folder.ts';

async function checkoutOf(manifests: Record<string, object>): Promise<string> {
  const checkout = await tempFolder();
  for (const [folder, manifest] of Object.entries(manifests)) {
    await mkdir(join(checkout, 'packages', folder), { recursive: true });
    await writeFile(join(checkout, 'packages', folder, 'package.json'), JSON.stringify(manifest));
  }
  return checkout;
}

test('public packages are found with their entries, private ones are not', async () => {
  const exports = { '.': {}, './vitest': {}, './node-test': {}, './admin.json': './admin.json' };
  const packages = publicPackages(
    await checkoutOf({
      emulator: { name: '@cliqkit/emulator', version: '1.2.3', exports },
      bench: { name: '@cliqkit/bench', version: '0.0.0', private: true },
      cliqkit: { name: 'cliqkit', version: '1.2.3', exports: { '.': {} } },
    }),
  );
  expect(packages.map(tarballName)).toEqual(['cliqkit-emulator-1.2.3.tgz', 'cliqkit-1.2.3.tgz']);
  expect(entriesOf(packages)).toEqual(['@cliqkit/emulator', '@cliqkit/emulator/node-test', 'cliqkit']);
});

test('a package that names a registry of its own is refused: it would be published there', async () => {
  const publishConfig = { registry: 'https://registry.example/' };
  const checkout = await checkoutOf({ cliqkit: { name: 'cliqkit', version: '1.2.3', publishConfig } });
  expect(() => publicPackages(checkout)).toThrow('publishConfig.registry would publish past the rehearsal');
});
