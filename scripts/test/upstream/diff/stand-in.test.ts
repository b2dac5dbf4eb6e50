import { describe, expect, it } from 'vitest';
import { readDeviations } from '../../../src/upstream/diff/deviations.ts';
import { readOurSide } from '../../../src/upstream/diff/diff-upstream.ts';
import { findDrifts } from '../../../src/upstream/diff/find-drifts.ts';
import { sentenceOn } from '../../../src/upstream/diff/words.ts';
import { factsOfUpstream } from '../../../src/upstream/facts/facts-of-upstream.ts';
import { readDocument } from '../../../src/upstream/read/read-document.ts';
import { recordText } from '../../../src/upstream/record.ts';
import { publishedFile, standIn } from '../stand-in.ts';

const deviations = await readDeviations(standIn);
const modules = await Promise.all(
  ['pins', 'folders', 'threads'].map(async (module) => ({
    ...(await readOurSide(standIn, module)),
    upstream: factsOfUpstream(await readDocument(publishedFile(module))),
  })),
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
