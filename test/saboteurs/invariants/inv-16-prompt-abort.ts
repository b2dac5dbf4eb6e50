import type { Fault } from '@cliqkit/emulator';
import { expect } from 'vitest';
import type { ClassCall } from '../../faults/support/calls.ts';
import { post, read } from '../../faults/support/calls.ts';
import type { Bench, Invariant } from '../setup.ts';
import { bench, cliqOf, settle } from '../setup.ts';

interface Waits {
  readonly fault?: Fault;
  readonly tokenFault?: Fault;
  /** Calls before, which use up the limit. */
  readonly before?: number;
}

const states: Waits[] = [
  { before: 20 },
  { before: 22 },
  { fault: 'throttle' },
  { fault: 'stall' },
  { fault: 'drip' },
  { fault: 'refuse-connect' },
  { tokenFault: 'stall' },
];

/** Nothing that belongs to the call is sent after it has ended. */
async function later({ clock }: Bench): Promise<void> {
  for (let minute = 0; minute < 15; minute += 1) {
    clock.advance(60_000);
    await settle();
  }
}

async function abortIn(
  waits: Waits,
  call: ClassCall,
  makeClient: Parameters<Invariant['check']>[0],
): Promise<void> {
  const world = await bench();
  const { clock, emulator, setup, arrived } = world;
  const cliq = cliqOf(makeClient(setup));
  if (waits.before !== undefined) {
    const others = Array.from({ length: waits.before }, () =>
      call.run(cliq, { deadline: 50_000 }).catch(() => undefined),
    );
    await clock.run(() => Promise.all(others));
  }
  if (waits.fault !== undefined) emulator.faults.plan(call.operation, waits.fault);
  if (waits.tokenFault !== undefined) emulator.faults.plan('token', waits.tokenFault, waits.tokenFault);
  const stop = new AbortController();
  const reason = new Error('enough');
  let ended: unknown = 'not yet';
  call.run(cliq, { signal: stop.signal }).then(
    () => (ended = 'done'),
    (error: unknown) => (ended = error),
  );
  await settle();
  expect(ended).toBe('not yet');
  const sent = arrived(call.operation).length;
  const endOfTick = new Promise((resolve) => setImmediate(resolve));
  stop.abort(reason);
  await endOfTick;
  expect(ended).toBe(reason);
  await later(world);
  expect(arrived(call.operation)).toHaveLength(sent);
}

export const promptAbort: Invariant = {
  id: 'INV-16',
  says: 'an abort ends a call in the same tick, with its reason, wherever it waits, and nothing is sent after it',
  async check(makeClient) {
    for (const waits of states) for (const call of [read, post]) await abortIn(waits, call, makeClient);
  },
};
