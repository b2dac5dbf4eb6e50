import type { Hooks, Logger } from 'cliqkit';
import { expect } from 'vitest';
import { pinChat, post, read } from '../../faults/support/calls.ts';
import type { Invariant, MakeClient } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const acts: (() => unknown)[] = [
  () => {
    throw new Error('not mine');
  },
  () => Promise.reject(new Error('not mine')),
  () => new Promise(() => undefined),
];

/** What arrives when, and what comes of it, when hooks and logger do this. */
async function trace(makeClient: MakeClient, act: () => unknown): Promise<unknown> {
  const { clock, emulator, setup } = await bench();
  const hooks: Hooks = { onAttempt: act, onRetry: act, onWait: act, onRefresh: act };
  const logger: Logger = { debug: act, info: act, warn: act };
  emulator.faults.plan(read.operation, { kind: 'status', status: 503 }, 'throttle');
  emulator.faults.plan(pinChat.operation, 'expire-token');
  emulator.faults.plan(post.operation, 'commit-then-reset');
  const cliq = cliqOf(makeClient({ ...setup, hooks, logger }));
  const calls = [read, pinChat, post].map((call) => call.run(cliq, { deadline: 900_000 }));
  const results = await clock.run(() => Promise.allSettled(calls));
  emulator.faults.assertConsumed();
  return [
    emulator.journal.entries().map(({ operation, mono, status }) => [operation, mono, status]),
    results.map((result) => (result.status === 'rejected' ? result.reason.name : result.value)),
  ];
}

export const harmlessHooks: Invariant = {
  id: 'INV-19',
  says: 'hooks and loggers that throw or hang change nothing',
  async check(makeClient) {
    const undisturbed = await trace(makeClient, () => undefined);
    for (const act of acts) expect(await trace(makeClient, act)).toEqual(undisturbed);
  },
};
