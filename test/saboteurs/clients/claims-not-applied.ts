import type { Middleware } from 'cliqkit';
import { isCliqError, retry } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const claimsNotApplied: Saboteur = {
  does: 'says of every failed call that nothing was changed',
  make(setup) {
    const claims: Middleware = async (request, _call, next) => {
      try {
        return await next(request);
      } catch (error) {
        if (isCliqError(error)) Object.defineProperty(error, 'outcome', { value: 'notApplied' });
        throw error;
      }
    };
    return clientWith(setup, { retry: [claims, retry(setup)] });
  },
  breaks: ['INV-02', 'INV-05'],
};
