import { describe, expect, test } from 'vitest';
import { nameOfPlace } from '../../src/upstream/facts/place.ts';
import {
  allInShort,
  changed,
  driftsOfData,
  driftsOfFile,
  driftsOfText,
  subjects,
} from './mutations/apply-mutation.ts';
import { editProblem } from './mutations/edit-problem.ts';
import { mutations } from './mutations/mutations.ts';
import { sampleMutations, seed, share } from './mutations/sample-mutations.ts';
import { silentMutations } from './mutations/silent.ts';

describe('a document as it was recorded', () => {
  test.each(Object.values(subjects))('$module has no drift', (subject) => {
    expect(allInShort(driftsOfText(subject, subject.text))).toEqual([]);
  });
});

describe(`${mutations.length} of ${mutations.length} mutations are named, with their level and the place to edit`, () => {
  test.each(mutations)('$module: $name', ({ module, change, expect: expected }) => {
    const subject = subjects[module];
    const drifts = driftsOfData(subject, changed(subject, change));
    expect(allInShort(drifts)).toEqual(allInShort(expected));
    expect(drifts.flatMap((drift) => editProblem(drift) ?? [])).toEqual([]);
  });
});

describe('a mutated file', () => {
  test.each(mutations.filter((_, index) => index % 8 === 0))(
    '$module: $name',
    ({ module, change, expect: expected }) => {
      const subject = subjects[module];
      const { drifts, text } = driftsOfFile(subject, changed(subject, change));
      expect(allInShort(drifts)).toEqual(allInShort(expected));
      const lines = text.split('\n');
      for (const { place, fact, upstream, source } of drifts) {
        expect(source.line).toBeLessThanOrEqual(lines.length);
        const name = upstream === undefined || fact === 'renamed' ? undefined : nameOfPlace(place);
        expect(lines.slice(Math.max(0, source.line - 9), source.line + 8).join('\n')).toContain(name ?? '');
      }
    },
  );
});

describe(`${silentMutations.length} of ${silentMutations.length} mutations that say nothing new make no drift`, () => {
  test.each(silentMutations)('$module: $name', ({ module, change, rewrite }) => {
    const subject = subjects[module];
    const text = rewrite?.(subject.text);
    expect(text).not.toBe(subject.text);
    const drifts =
      text === undefined
        ? driftsOfData(subject, changed(subject, change ?? (() => undefined)))
        : driftsOfText(subject, text);
    expect(allInShort(drifts)).toEqual([]);
  });
});

describe.each(Object.values(subjects))(`mutations at any place of $module, seed ${seed}`, (subject) => {
  const sample = sampleMutations(subject);

  test(`${sample.length} of ${sample.length} are named`, { timeout: 120_000 }, () => {
    const missed = sample.flatMap(({ name, change, expect: expected }) => {
      const said = allInShort(driftsOfData(subject, changed(subject, change)));
      const wanted = allInShort(expected);
      return said.join('\n') === wanted.join('\n') ? [] : [{ name, said, wanted }];
    });
    expect(missed, `MUTATION_SEED=${seed} MUTATION_SHARE=${share}`).toEqual([]);
  });
});
