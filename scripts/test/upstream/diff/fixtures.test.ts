import { describe, expect, it } from 'vitest';
import { isCovered } from '../../../src/upstream/diff/covers.ts';
import { readDeviations } from '../../../src/upstream/diff/deviations.ts';
import { findDrifts } from '../../../src/upstream/diff/find-drifts.ts';
import { sentenceOn } from '../../../src/upstream/diff/words.ts';
import { compareFacts, namedAs } from '../../../src/upstream/facts/compare-facts.ts';
import { factsOfSpec } from '../../../src/upstream/facts/facts-of-spec.ts';
import { factsOfUpstream } from '../../../src/upstream/facts/facts-of-upstream.ts';
import { readDocument } from '../../../src/upstream/read/read-document.ts';
import { readRecord, recordText } from '../../../src/upstream/record.ts';
import { published } from '../../documents.ts';
import { repository } from '../../repo-copy.ts';

const deviations = await readDeviations(repository);
const modules = await Promise.all(
  published.map(async ({ name, document }) => ({
    module: name,
    ours: factsOfSpec(document),
    upstream: factsOfUpstream(
      await readDocument(`${repository}/scripts/test/upstream/fixtures/${name}.yaml`),
    ),
    recorded: await readRecord(repository, name),
  })),
);
const differences = modules.flatMap(({ module, ours, upstream }) =>
  compareFacts(ours, namedAs(ours, upstream)).map((difference) => ({ module, difference })),
);

describe.each(modules)("upstream's $module", ({ module, ours, upstream, recorded }) => {
  it.each([
    ['with its record', recorded],
    ['without one', undefined],
  ])('differs where a deviation says so and nowhere else, %s', (_case, record) => {
    const found = findDrifts({ module, ours, upstream, recorded: record, deviations });
    expect(found.findings.map(sentenceOn)).toEqual([]);
    expect(found.ended).toEqual([]);
    expect(found.met.map(({ id }) => id)).toEqual(
      deviations.filter((each) => each.modules.includes(module) && each.covers).map(({ id }) => id),
    );
  });

  it('is recorded as it is', () => {
    expect(recorded && recordText(recorded)).toBe(recordText(upstream));
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
