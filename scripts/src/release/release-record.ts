import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** Name of the tarball, beside the record. */
  readonly file: string;
  readonly sha256: string;
  /** As registries and lockfiles write it: `sha512-` and base64. */
  readonly integrity: string;
}

/** What was packed, and from which commit. In the order of publishing. */
export interface ReleaseRecord {
  readonly commit: string;
  readonly packages: readonly ReleasedPackage[];
}

const recordFile = 'release.json';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/** Writes the record and, for `sha256sum --check`, SHA256SUMS. Gives the sha256 of the record, which vouches for the rest. */
export function writeRecord(folder: string, record: ReleaseRecord): string {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  writeFileSync(join(folder, recordFile), text);
  const sums = record.packages.map(({ sha256, file }) => `${sha256}  ${file}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return sha256(Buffer.from(text));
}

/**
 * Reads a record, and every tarball that it names. Throws unless the record is the one with this sha256 and each tarball is the
 * one that was packed.
 */
export function readRecord(folder: string, expected: { sha256: string; commit: string }): ReleaseRecord {
  const bytes = readFileSync(join(folder, recordFile));
  if (sha256(bytes) !== expected.sha256)
    throw new Error(
      `${recordFile} has sha256 ${sha256(bytes)}; the packing job wrote one with ${expected.sha256}. Publish nothing of it.`,
    );
  // Written by `writeRecord`, as its sha256 shows.
  const record = JSON.parse(bytes.toString('utf8')) as ReleaseRecord;
  if (record.commit !== expected.commit)
    throw new Error(`${recordFile} is about commit ${record.commit}, not ${expected.commit}.`);
  for (const { name, file, sha256: packed, integrity } of record.packages) {
    if (basename(file) !== file)
      throw new Error(`${name}: ${file} is not the name of a file beside the record.`);
    const tarball = readFileSync(join(folder, file));
    if (sha256(tarball) !== packed || integrityOf(tarball) !== integrity)
      throw new Error(`${file} is not what was packed: sha256 ${sha256(tarball)} instead of ${packed}.`);
  }
  return record;
}
