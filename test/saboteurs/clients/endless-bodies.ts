import { receive } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const endlessBodies: Saboteur = {
  does: 'reads every reply to its end, however long it is',
  make: (setup) =>
    clientWith(setup, { receive: receive({ ...setup, maxResponseBytes: Number.POSITIVE_INFINITY }) }),
  breaks: ['INV-23'],
};
