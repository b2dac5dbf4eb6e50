import type { Middleware } from 'cliqkit';
import { CliqRequest, ConflictError, retry } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const blindResync: Saboteur = {
  does: 'repeats a change that met a conflict, as if it had just read what is there',
  make(setup) {
    const resyncs: Middleware = async (request, _call, next) => {
      try {
        return await next(request);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const body = JSON.stringify({
          ...JSON.parse(request.body ?? '{}'),
          last_sync_time: setup.clock.wall(),
        });
        return next(new CliqRequest(request.url, { ...request, body }));
      }
    };
    return clientWith(setup, { retry: [resyncs, retry(setup)] });
  },
  breaks: ['INV-05'],
};
