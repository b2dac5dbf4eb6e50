import { memoryTokens } from 'cliqkit';
import { expect } from 'vitest';
import { read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

export const tokenQuota: Invariant = {
  id: 'INV-12',
  says: 'at most nine tokens are asked for in ten minutes, programs that crash and start again included',
  async check(makeClient) {
    const { clock, emulator, setup, arrived } = await bench();
    const shared = { ...setup, tokens: memoryTokens() };
    for (let start = 0; start < 30; start += 1) {
      const client = makeClient(shared);
      emulator.faults.plan(read.operation, 'expire-token');
      await clock.run(() => read.run(cliqOf(client), { deadline: 30_000 }).catch(() => undefined));
      emulator.faults.clear();
      client.close();
      clock.advance(5_000);
    }
    expect(arrived('token').length).toBeLessThanOrEqual(9);
    expect(emulator.violations().filter(({ kind }) => kind === 'token-over-limit')).toEqual([]);
  },
};
