import type { Middleware } from 'cliqkit';
import { ConnectionError, ResponseError, retry } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const bareErrors: Saboteur = {
  does: 'lets the errors of fetch and of JSON.parse out as they come',
  make(setup) {
    const bares: Middleware = async (request, _call, next) => {
      try {
        return await next(request);
      } catch (error) {
        if (error instanceof ConnectionError) throw new TypeError('fetch failed');
        if (error instanceof ResponseError) throw new SyntaxError('Unexpected token < in JSON at position 0');
        throw error;
      }
    };
    return clientWith(setup, { retry: [bares, retry(setup)] });
  },
  breaks: ['INV-22'],
};
