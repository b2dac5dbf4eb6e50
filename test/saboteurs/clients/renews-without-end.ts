import type { Middleware } from 'cliqkit';
import { AuthError, retry } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const renewsWithoutEnd: Saboteur = {
  does: 'gets a new token after every 401, however many there were',
  make(setup) {
    const again: Middleware = async (request, call, next) => {
      for (let round = 0; ; round += 1) {
        try {
          return await next(request);
        } catch (error) {
          if (!(error instanceof AuthError) || error.status !== 401 || !call.renewable || round === 5)
            throw error;
        }
      }
    };
    return clientWith(setup, { retry: [again, retry(setup)] });
  },
  breaks: ['INV-13'],
};
