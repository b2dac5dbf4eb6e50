import { describe, expect, it } from 'vitest';
import { isCovered } from '../../../src/upstream/diff/covers.ts';
import { parseDeviations, readDeviations } from '../../../src/upstream/diff/deviations.ts';
import { repository } from '../../repo-copy.ts';

const head = '- id: D01\n  modules: [pins]\n  where: a\n  upstream: A.\n  ours: B.\n  reason: C.\n';
const cover = (text: string) => `${head}  covers:\n    - ${text}\n`;

describe('specs/deviations.yaml', () => {
  it('is right', async () => {
    expect((await readDeviations(repository)).length).toBeGreaterThan(50);
  });

  it.each([
    ['a: 1', ':1: it has to be a list of deviations.'],
    ['- id: [', ':1: Flow sequence'],
    ['- 3', ':1: a deviation has to be a mapping.'],
    [head.replace('reason: C.', 'reason: 3'), ':1: D01 needs `reason`, a text.'],
    [head.replace('[pins]', 'pins'), ':2: D01 needs `modules`, a list of names.'],
    [
      head,
      ':1: D01 needs either `covers`, the differences it explains, or `uncompared`, why it shows in none.',
    ],
    [`${head}  uncompared: ''\n`, ':7: `uncompared` of D01 has to be a sentence.'],
    [`${head}  covers: []\n`, ':7: `covers` of D01 has to be a list with an entry.'],
    [cover('x'), ':8: cover 1 of D01: it has to be a mapping.'],
    [cover('{ fact: a, ours: 1 }'), ':8: cover 1 of D01: it needs `place`, a pattern or a list of patterns.'],
    [
      cover('{ place: a, fact: [], ours: 1 }'),
      ':8: cover 1 of D01: it needs `fact`, a pattern or a list of patterns.',
    ],
    [
      cover('{ place: a, fact: b, operation: 3, ours: 1 }'),
      ':8: cover 1 of D01: `operation` has to be a pattern',
    ],
    [
      cover('{ place: a, fact: b, our: 1 }'),
      ':8: cover 1 of D01: there is no key `our`; the keys are modules, operation,',
    ],
    [
      cover('{ place: a, fact: b, modules: [folders], ours: 1 }'),
      ':8: cover 1 of D01: `modules` has to be a list of modules that the deviation has too.',
    ],
    [
      cover('{ place: a, fact: b }'),
      ':8: cover 1 of D01: it needs `upstream`, `ours` or both: the values that differ.',
    ],
    [
      cover('{ place: a, fact: b, upstream: 1, ours: 1 }'),
      ':8: cover 1 of D01: `upstream` and `ours` are equal, which is no difference.',
    ],
  ])('says where it is wrong, and what would be right: %j', (text, message) => {
    expect(() => parseDeviations(text)).toThrow(`specs/deviations.yaml${message}`);
  });
});

describe('a cover', () => {
  const difference = {
    operation: 'getA',
    place: 'reply 200.data[].id',
    fact: 'minLength',
    upstream: undefined,
    ours: 1,
  };
  const base = { place: 'reply 200.data[].id', fact: 'minLength', ours: 1 };

  it.each([
    [base],
    [{ ...base, place: '*.id' }],
    [{ ...base, place: ['body.id', 'reply *[].id'] }],
    [{ ...base, operation: ['putA', 'get*'] }],
    [{ ...base, ours: '*' }],
    [{ ...base, ours: { anyOf: [3, 1] } }],
    [{ ...base, modules: ['pins'] }],
  ])('explains what it names: %j', (cover) => {
    expect(isCovered(difference, cover, 'pins')).toBe(true);
  });

  it.each([
    [{ ...base, place: 'reply 200.data' }],
    [{ ...base, place: 'reply 200*data..*id' }],
    [{ ...base, operation: 'get' }],
    [{ ...base, fact: 'maxLength' }],
    [{ ...base, ours: 2 }],
    [{ ...base, ours: '1' }],
    [{ ...base, ours: { anyOf: [2, 3] } }],
    [{ place: base.place, fact: base.fact, upstream: '*' }],
    [{ ...base, upstream: 0 }],
    [{ ...base, modules: ['folders'] }],
  ])('explains nothing else: %j', (cover) => {
    expect(isCovered(difference, cover, 'pins')).toBe(false);
  });
});
