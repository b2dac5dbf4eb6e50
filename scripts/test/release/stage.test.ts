import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRecord } from '../../src/release/release-record.ts';
import type { Staged } from '../../src/release/stage.ts';
import { stage, stagedSummary } from '../../src/release/stage.ts';
import { Outside } from './outside.ts';
import { packedFolder } from './record.ts';

async function stageAll(outside: Outside): Promise<{ states: readonly Staged[]; error: unknown }> {
  const { folder, record } = packedFolder();
  let states: readonly Staged[] = [];
  const error: unknown = await stage(folder, record, outside.run, (staged) => {
    states = staged;
  }).then(
    () => undefined,
    (failure) => failure,
  );
  return { states, error };
}

test('every tarball is staged, in order, with provenance and without scripts', async () => {
  const outside = new Outside();
  const { states, error } = await stageAll(outside);
  expect(error).toBeUndefined();
  expect([...outside.staged.keys()]).toEqual(['@cliqkit/core@1.2.0', 'cliqkit@1.2.0']);
  expect(outside.live.size).toBe(0);
  const [first = ''] = outside.ran.filter((line) => line.startsWith('npm stage publish'));
  expect(first).toMatch(/cliqkit-core-1\.2\.0\.tgz --provenance --access=public --ignore-scripts$/);
  expect(stagedSummary(states)).toContain(
    '| `@cliqkit/core@1.2.0` | staged | `npm stage approve 0a1b2c3d-0000-4000-8000-000000000001` |',
  );
});

test('a second run leaves alone what is staged and what is live', async () => {
  const outside = new Outside();
  await stageAll(outside);
  const again = await stageAll(outside);
  expect(again.error).toBeUndefined();
  expect(again.states.map(({ state }) => state)).toEqual(['staged before', 'staged before']);
  outside.approveAll();
  const { states } = await stageAll(outside);
  expect(states.map(({ state }) => state)).toEqual(['live', 'live']);
});

test('a version that is live with other bytes stops everything after it', async () => {
  const outside = new Outside();
  outside.live.set('@cliqkit/core@1.2.0', 'sha512-other');
  const { states, error } = await stageAll(outside);
  expect(String(error)).toContain('@cliqkit/core@1.2.0 is published with other bytes');
  expect(states.map(({ state }) => state)).toEqual(['failed', 'not tried']);
  expect(outside.staged.size).toBe(0);
});

test('when the registry goes away in the middle, the page of the run says how far it came', async () => {
  const outside = new Outside();
  outside.unreachable = 'cliqkit@';
  const { states, error } = await stageAll(outside);
  expect(String(error)).toContain('npm view cliqkit@1.2.0 ended with 1');
  expect(states.map(({ state }) => state)).toEqual(['staged', 'failed']);
});

test.each(['10.9.8', '11.5.1'])('npm %s is refused before anything is staged', async (version) => {
  const outside = new Outside();
  outside.npm = version;
  const { error } = await stageAll(outside);
  expect(String(error)).toContain(`npm ${version} cannot stage packages`);
  expect(outside.staged.size).toBe(0);
});

test('the record that was packed is read back', () => {
  const { folder, record, expected } = packedFolder();
  expect(readRecord(folder, expected)).toEqual(record);
});

test.each([
  ['cliqkit-core-1.2.0.tgz', 'cliqkit-core-1.2.0.tgz is not what was packed'],
  ['release.json', 'Publish nothing of it'],
])('a change of %s after packing is found', (file, message) => {
  const { folder, expected } = packedFolder();
  appendFileSync(join(folder, file), ' ');
  expect(() => readRecord(folder, expected)).toThrow(message);
});

test('tarballs of another commit are refused', () => {
  const { folder, expected } = packedFolder();
  expect(() => readRecord(folder, { ...expected, commit: 'f00' })).toThrow('not f00');
});
