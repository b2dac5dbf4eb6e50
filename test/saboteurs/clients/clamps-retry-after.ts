import type { Middleware } from 'cliqkit';
import { isApiError } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

const longestMs = 60_000;

export const clampsRetryAfter: Saboteur = {
  does: 'waits a minute at most after a throttle, whatever the service asks for',
  make(setup) {
    const retry: Middleware = async (request, call, next) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await next(request);
        } catch (error) {
          if (!isApiError(error) || error.retryAfterMs === undefined || attempt === 5) throw error;
          const ms = Math.min(error.retryAfterMs, longestMs);
          if (setup.clock.mono() + ms >= call.endsAt) throw error;
          await new Promise<void>((resolve) => setup.clock.timer(ms, resolve));
        }
      }
    };
    return clientWith(setup, { retry, pace: [] });
  },
  breaks: ['INV-06'],
};
