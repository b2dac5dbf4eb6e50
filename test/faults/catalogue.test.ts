import { describe, expect, it } from 'vitest';
import { carriedFaults, idsIn } from './carried-faults.ts';
import { carries } from './carry.ts';
import { faults } from './catalogue.ts';

describe('the catalogue of faults', () => {
  it('has every fault once, with all its parts', () => {
    const counts = { T: 22, H: 16, A: 20, R: 15, P: 11, I: 12, C: 15, B: 8, S: 12 };
    const ids = Object.entries(counts).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_none, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
    );
    expect(faults.map(({ id }) => id)).toEqual(ids);
    for (const fault of faults) {
      expect(Object.keys(fault)).toEqual(['id', 'class', 'fault', 'expects', 'layer']);
      expect(Object.values(fault)).not.toContain('');
    }
  });

  it('has a test for every fault', () => {
    const carried = carriedFaults();
    const missing = faults.filter(({ id }) => !carried.has(id)).map(({ id }) => id);
    const share = `${faults.length - missing.length}/${faults.length}`;
    expect(missing, `${share} faults are carried; no test carries ${missing.join(', ')}`).toEqual([]);
  });
});

describe('a test that carries a fault', () => {
  it('with an id that is in no catalogue is refused when it is defined, and when it is counted', () => {
    expect(() => carries('T99', 'never defined', () => undefined)).toThrow('T99');
    expect(() => idsIn("carries('T99', 'x', () => 1)", 'x.test.ts')).toThrow('T99');
    expect(() => idsIn("carries('T7', 'x', () => 1)", 'x.test.ts')).toThrow('plain text');
    expect(() => idsIn('carries(id, title, run)', 'x.test.ts')).toThrow('plain text');
  });

  it('counts for all its faults, and not when it is commented out', () => {
    const source =
      "carries.each(\n  ['T01', 'T02'],\n  rows);\n// carries('T03', 'x');\ncarries('T04', 'x');";
    expect(idsIn(source, 'x.test.ts')).toEqual(['T01', 'T02', 'T04']);
  });
});
