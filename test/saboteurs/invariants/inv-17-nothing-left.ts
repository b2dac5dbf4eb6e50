import { getEventListeners } from 'node:events';
import { expect } from 'vitest';
import { everyClass, pinChat, read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf, settle } from '../setup.ts';

export const nothingLeft: Invariant = {
  id: 'INV-17',
  says: 'when all calls have ended there is no listener, no timer, and no unhandled rejection left',
  async check(makeClient) {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', listen);
    try {
      const { clock, emulator, setup } = await bench();
      const cliq = cliqOf(makeClient(setup));
      const { signal } = new AbortController();
      emulator.faults.random({ seed: 3, rate: 0.4 });
      for (let round = 0; round < 2; round += 1) {
        await clock.run(() =>
          Promise.allSettled(everyClass.map((call) => call.run(cliq, { signal, deadline: 300_000 }))),
        );
      }
      await settle();
      expect([getEventListeners(signal, 'abort').length, clock.timers]).toEqual([0, 0]);

      for (const fault of ['throttle', 'refuse-connect', 'stall'] as const) {
        const waiting = await bench();
        const other = cliqOf(makeClient(waiting.setup));
        const stop = new AbortController();
        for (const call of [read, pinChat]) waiting.emulator.faults.plan(call.operation, fault);
        const calls = [read, pinChat].map((call) => call.run(other, { signal: stop.signal }));
        const ended = Promise.allSettled(calls);
        await settle();
        stop.abort();
        await ended;
        await settle();
        expect([getEventListeners(stop.signal, 'abort').length, waiting.clock.timers]).toEqual([0, 0]);
      }
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', listen);
    }
  },
};
