import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const swallowsBrokenBodies: Saboteur = {
  does: 'takes a reply whose body broke off for one without a body',
  make(setup) {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const reply = await setup.fetch(input, init);
      const { status, headers } = reply;
      const text = await reply.text().catch(() => '');
      return new Response(text === '' ? null : text, { status, headers });
    };
    return clientWith({ ...setup, fetch }, {});
  },
  breaks: ['INV-02'],
};
