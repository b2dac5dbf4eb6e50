import type { ReleaseRecord } from '../../src/release/release-record.ts';
import { integrityOf, sha256, writeRecord } from '../../src/release/release-record.ts';
import { folderOf } from './folder.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

/** Two tarballs and their record, as the packing job leaves them. */
export function packedFolder(): {
  folder: string;
  record: ReleaseRecord;
  expected: { sha256: string; commit: string };
} {
  const files = { 'cliqkit-core-1.2.0.tgz': 'core', 'cliqkit-1.2.0.tgz': 'umbrella' };
  const folder = folderOf(files);
  const of = (name: string, source: string, file: keyof typeof files) => {
    const bytes = Buffer.from(files[file]);
    const sums = { sha256: sha256(bytes), integrity: integrityOf(bytes) };
    return { name, version: '1.2.0', folder: source, file, ...sums };
  };
  const record = {
    commit,
    packages: [
      of('@cliqkit/core', 'packages/core', 'cliqkit-core-1.2.0.tgz'),
      of('cliqkit', 'packages/cliqkit', 'cliqkit-1.2.0.tgz'),
    ],
  };
  return { folder, record, expected: { sha256: writeRecord(folder, record), commit } };
}
