import { carriedFaults } from '../../faults/carried-faults.ts';
import { faults } from '../../faults/catalogue.ts';
import type { Figure } from '../figure.ts';
import { exactly } from '../figure.ts';

/** Every fault of the catalogue has a test that carries it. */
export const faultsCarried: Figure = {
  name: 'faults',
  async measure() {
    const carried = carriedFaults();
    const missing = faults.filter(({ id }) => !carried.has(id)).map(({ id }) => id);
    const row = exactly('faults of the catalogue that a test carries', 131, faults.length - missing.length);
    return [missing.length === 0 ? row : { ...row, measured: `${row.measured}, not ${missing.join(' ')}` }];
  },
};
