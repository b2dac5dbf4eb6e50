import type { Middleware } from 'cliqkit';
import { deadline } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const leaksListeners: Saboteur = {
  does: 'adds a listener to the signal of the caller for each call, and never takes it away',
  make(setup) {
    const listens: Middleware = (request, call, next) => {
      const stop = new AbortController();
      call.signal?.addEventListener('abort', () => stop.abort(call.signal?.reason));
      return next(request.withSignal(stop.signal));
    };
    return clientWith(setup, { deadline: [deadline(setup), listens] });
  },
  breaks: ['INV-17'],
};
