import type { Middleware } from 'cliqkit';
import { deadline } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const waitsPastDeadline: Saboteur = {
  does: 'lets a call wait for a turn that comes after its deadline, and then says that it took too long',
  make(setup) {
    const hidesDeadline: Middleware = (request, call, next) => {
      call.endsAt = Number.POSITIVE_INFINITY;
      return next(request);
    };
    return clientWith(setup, { deadline: [deadline(setup), hidesDeadline] });
  },
  breaks: ['INV-10'],
};
