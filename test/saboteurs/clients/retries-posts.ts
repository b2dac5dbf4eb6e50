import { operations, retry } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

const classes = Object.fromEntries(Object.keys(operations).map((id) => [id, 'state-setting' as const]));

export const retriesPosts: Saboteur = {
  does: 'repeats a message whose reply was lost, as most clients do',
  make: (setup) => clientWith(setup, { retry: retry({ ...setup, classes }) }),
  breaks: ['INV-01'],
};
