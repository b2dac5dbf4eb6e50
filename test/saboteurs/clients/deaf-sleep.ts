import type { Middleware } from 'cliqkit';
import { isCliqError } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const deafSleep: Saboteur = {
  does: 'sleeps between two attempts without heeding the signal, as a promise on a timer does',
  make(setup) {
    const retry: Middleware = async (request, call, next) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await next(request);
        } catch (error) {
          if (!isCliqError(error) || error.outcome === 'unknown' || attempt === 4) throw error;
          if (call.operation?.retry === 'never' && call.ambiguous) throw error;
          await new Promise<void>((resolve) => setup.clock.timer(500 * 2 ** attempt, resolve));
        }
      }
    };
    return clientWith(setup, { retry });
  },
  breaks: ['INV-17'],
};
