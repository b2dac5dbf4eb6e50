import type { Middleware } from 'cliqkit';
import { retry } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const retriesWithoutBudget: Saboteur = {
  does: 'repeats every failed call three times, in an outage, too',
  make(setup) {
    // One budget for each call: it is never used up.
    const perCall: Middleware = (request, call, next) => retry(setup)(request, call, next);
    return clientWith(setup, { retry: perCall });
  },
  breaks: ['INV-09'],
};
