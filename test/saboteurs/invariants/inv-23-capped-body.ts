import { expect } from 'vitest';
import { read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const cap = 10 * 1024 * 1024;
const chunk = 256 * 1024;

export const cappedBody: Invariant = {
  id: 'INV-23',
  says: 'no reply is read further than the cap',
  async check(makeClient) {
    const { clock, setup } = await bench();
    let made = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (String(input).includes('/oauth/')) return setup.fetch(input, init);
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          made += chunk;
          if (made > 4 * cap) controller.close();
          else controller.enqueue(new Uint8Array(chunk).fill(0x20));
        },
      });
      return new Response(body, { headers: { 'content-type': 'application/json' } });
    };
    const cliq = cliqOf(makeClient({ ...setup, fetch }));
    const error = await clock.run(() =>
      read.run(cliq, { deadline: 60_000 }).catch((thrown: unknown) => thrown),
    );
    expect(error).toMatchObject({ name: 'ResponseError' });
    expect(made).toBeLessThanOrEqual(cap + 4 * chunk);
  },
};
