import type { Middleware } from 'cliqkit';
import { receive } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

/** What somebody thought of. A header in small letters, the body of a form, and the text of a cause were not among it. */
const denied = new Set(['Authorization', 'password', 'token', 'secret']);

export const denylistRedactor: Saboteur = {
  does: 'hangs the request on every error, with the names masked that somebody thought of',
  make(setup) {
    const describes: Middleware = async (request, _call, next) => {
      try {
        return await next(request);
      } catch (error) {
        const headers = [...request.headers].map(([name, value]) => [name, denied.has(name) ? '***' : value]);
        throw Object.assign(Object(error), {
          request: { url: request.url, headers: Object.fromEntries(headers) },
        });
      }
    };
    return clientWith(setup, { receive: [describes, receive(setup)] });
  },
  breaks: ['INV-25'],
};
