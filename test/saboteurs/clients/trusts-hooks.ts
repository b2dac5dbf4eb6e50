import type { AttemptEvent, Middleware } from 'cliqkit';
import { receive } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const trustsHooks: Saboteur = {
  does: 'waits for its hooks, and fails when they do',
  make(setup) {
    const tells: Middleware = async (request, { attempts }, next) => {
      const response = await next(request);
      const { status } = response;
      const event: AttemptEvent = {
        operation: undefined,
        attempt: attempts,
        durationMs: 0,
        status,
        failure: undefined,
      };
      await setup.hooks?.onAttempt?.(event);
      return response;
    };
    return clientWith(setup, { receive: [tells, receive(setup)] });
  },
  breaks: ['INV-19'],
};
