import { expect } from 'vitest';
import { pinChat } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const callers = 50;

export const oneRefresh: Invariant = {
  id: 'INV-11',
  says: 'one token is asked for at a time, and all who wait share it, or its failure',
  async check(makeClient) {
    const { clock, emulator, setup, arrived } = await bench();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (String(input).includes('/oauth/')) await new Promise<void>((resolve) => clock.timer(300, resolve));
      return setup.fetch(input, init);
    };
    const cliq = cliqOf(makeClient({ ...setup, fetch }));
    const all = () => Promise.allSettled(Array.from({ length: callers }, () => pinChat.run(cliq)));
    const first = await clock.run(all);
    expect([arrived('token').length, first.every(({ status }) => status === 'fulfilled')]).toEqual([1, true]);

    clock.advance(3_700_000); // The token has expired.
    await clock.run(all);
    expect(arrived('token')).toHaveLength(2);

    emulator.faults.plan('token', { kind: 'status', status: 200, body: { error: 'invalid_code' } });
    clock.advance(3_700_000);
    const failed = await clock.run(all);
    expect([arrived('token').length, failed.filter(({ status }) => status === 'rejected').length]).toEqual([
      3,
      callers,
    ]);
  },
};
