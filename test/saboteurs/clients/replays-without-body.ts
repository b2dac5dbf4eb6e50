import type { Middleware } from 'cliqkit';
import { CliqRequest, retry } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const replaysWithoutBody: Saboteur = {
  does: 'sends a used-up request again, without its body: what removed three pins removes all',
  make(setup) {
    const usesUp: Middleware = (request, call, next) =>
      next(call.attempts === 0 ? request : new CliqRequest(request.url, { ...request, body: undefined }));
    return clientWith(setup, { retry: [retry(setup), usesUp] });
  },
  breaks: ['INV-03'],
};
