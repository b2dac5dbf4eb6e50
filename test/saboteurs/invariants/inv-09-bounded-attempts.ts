import { expect } from 'vitest';
import { pinChat, read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const calls = 60;
/** How many repetitions a client may have in hand. */
const most = 10;

export const boundedAttempts: Invariant = {
  id: 'INV-09',
  says: 'an outage is not multiplied, and nothing is sent sooner than a hint of the service allows',
  async check(makeClient) {
    const { clock, emulator, setup, arrived } = await bench();
    const cliq = cliqOf(makeClient(setup));
    emulator.faults.random({
      seed: 1,
      rate: 1,
      faults: [{ kind: 'status', status: 503 }],
      operations: [read.operation],
    });
    for (let call = 0; call < calls; call += 1) {
      await clock.run(() => read.run(cliq, { deadline: 600_000 }).catch(() => undefined));
    }
    expect(arrived(read.operation).length).toBeLessThanOrEqual(calls + most);

    const hinted = await bench();
    hinted.emulator.faults.plan(pinChat.operation, {
      kind: 'status',
      status: 503,
      headers: { 'retry-after': '45' },
    });
    await hinted.clock.run(() => pinChat.run(cliqOf(makeClient(hinted.setup))));
    hinted.emulator.faults.assertConsumed();
    const [first = 0, second = 0] = hinted.arrived(pinChat.operation).map(({ mono }) => mono);
    expect(second - first).toBeGreaterThanOrEqual(45_000);
    expect(second - first).toBeLessThanOrEqual(45_000 + 20_000);
  },
};
