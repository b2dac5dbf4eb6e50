import { expect } from 'vitest';
import { read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

export const refusedAtOnce: Invariant = {
  id: 'INV-10',
  says: 'a call whose deadline is nearer than its turn is refused at once, with the time to come back',
  async check(makeClient) {
    for (const locked of [false, true]) {
      const { clock, emulator, setup, arrived } = await bench();
      const cliq = cliqOf(makeClient(setup));
      if (locked) {
        emulator.faults.plan(read.operation, 'throttle');
        await clock.run(() => read.run(cliq, { deadline: 1_000 }).catch(() => undefined));
      } else await clock.run(() => Promise.all(Array.from({ length: 20 }, () => read.run(cliq))));
      const [before, sent] = [clock.mono(), arrived(read.operation).length];
      const error = await clock.run(() =>
        read.run(cliq, { deadline: 30_000 }).catch((thrown: unknown) => thrown),
      );
      expect(error).toMatchObject({
        name: 'RateLimitError',
        heldBack: true,
        retryAt: new Date(clock.wall() + (locked ? 300_000 : 60_000)),
      });
      expect([clock.mono(), arrived(read.operation).length]).toEqual([before, sent]);
    }
  },
};
