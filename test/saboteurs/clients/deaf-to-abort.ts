import type { Middleware } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const deafToAbort: Saboteur = {
  does: 'looks at the signal before an attempt alone, so that an abort waits for whatever is under way',
  make(setup) {
    const looks: Middleware = async (request, call, next) => {
      const never = new AbortController().signal;
      call.signal?.throwIfAborted();
      return next(request.withSignal(never));
    };
    return clientWith(setup, { deadline: looks });
  },
  breaks: ['INV-16', 'INV-18'],
};
