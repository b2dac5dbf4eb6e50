import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const followsRedirects: Saboteur = {
  does: 'follows redirects, with the token and the body, as a browser does within a site',
  make(setup) {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const reply = await setup.fetch(input, init);
      const location = reply.headers.get('location');
      if (reply.status < 300 || reply.status > 399 || location === null) return reply;
      return setup.fetch(new URL(location, String(input)), init);
    };
    return clientWith({ ...setup, fetch }, {});
  },
  breaks: ['INV-15'],
};
