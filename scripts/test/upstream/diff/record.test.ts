// What this project says today, against what upstream said when it was last reviewed. A failure here means that a spec was
// changed and upstream was not: run `pnpm upstream record` on the document that the change follows, or add a deviation.
import { describe, expect, it } from 'vitest';
import { isCovered } from '../../../src/upstream/diff/covers.ts';
import { readDeviations } from '../../../src/upstream/diff/deviations.ts';
import { findDrifts } from '../../../src/upstream/diff/find-drifts.ts';
import { sentenceOn } from '../../../src/upstream/diff/words.ts';
import { compareFacts, namedAs } from '../../../src/upstream/facts/compare-facts.ts';
import { factsOfSpec } from '../../../src/upstream/facts/facts-of-spec.ts';
import { readRecord } from '../../../src/upstream/record.ts';
import { published } from '../../documents.ts';
import { repository } from '../../repo-copy.ts';

const deviations = await readDeviations(repository);
const modules = await Promise.all(
  published.map(async ({ name, document }) => ({
    module: name,
    ours: factsOfSpec(document),
    recorded: await readRecord(repository, name),
  })),
);
const differences = modules.flatMap(({ module, ours, recorded }) =>
  recorded ? compareFacts(ours, namedAs(ours, recorded)).map((difference) => ({ module, difference })) : [],
);

describe.each(modules)('our $module', ({ module, ours, recorded }) => {
  it("differs from upstream's where a deviation says so and nowhere else", () => {
    if (recorded === undefined) throw new Error(`Run \`pnpm upstream record <file> --module ${module}\`.`);
    const found = findDrifts({ module, ours, upstream: recorded, recorded, deviations });
    expect(
      found.findings.map(sentenceOn),
      'Record the document that this follows (`pnpm upstream record`), or explain it in specs/deviations.yaml.',
    ).toEqual([]);
    expect(found.ended).toEqual([]);
  });
});

describe('each cover', () => {
  const covers = deviations.flatMap(({ id, covers = [], modules }) =>
    covers.map((cover, index) => ({ id, index: index + 1, cover, modules })),
  );
  const covering = differences.map(({ module, difference }) =>
    covers.filter(({ cover, modules }) => modules.includes(module) && isCovered(difference, cover, module)),
  );

  it('explains a difference that no other explains', () => {
    const needed = new Set(covering.flatMap((found) => (found.length === 1 ? found : [])));
    expect(
      covers.filter((each) => !needed.has(each)).map(({ id, index }) => `${id}, cover ${index}`),
    ).toEqual([]);
  });

  it('is the only one of its differences', () => {
    const twice = covering.flatMap((found, index) =>
      found.length > 1 ? [{ ...differences[index]?.difference, by: found.map(({ id }) => id) }] : [],
    );
    expect(twice).toEqual([]);
  });
});
