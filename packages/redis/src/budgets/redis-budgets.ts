import type { BudgetLimits, Clock, Line } from '@cliqkit/core';
import type { Scripts } from '../clients/scripts.ts';
import { heldBack } from '../failure/held-back.ts';
import type { SharedBudgets } from '../failure/shared-budgets.ts';
import { inTime } from '../in-time.ts';
import type { Keys } from '../keys.ts';
import { acquire } from '../lua/acquire.ts';
import { leave } from '../lua/leave.ts';
import { settle } from '../lua/settle.ts';
import { tellLock } from '../lua/tell-lock.ts';
import type { Signals } from '../signals/signals.ts';
import { channelOf } from '../signals/signals.ts';
import { heldSlots } from './held-slots.ts';
import { knownLocks } from './known-locks.ts';
import type { AcquireAnswer } from './read-answer.ts';
import { readAcquire, readSettle } from './read-answer.ts';

export interface RedisBudgetsOptions {
  readonly scripts: Scripts;
  readonly signals: Signals;
  readonly keys: Keys;
  readonly prefix: string;
  readonly timeoutMs: number;
  readonly coldStart: 'wait' | 'go';
  readonly clock: Clock;
}

/** The calls of this process that wait for one budget. */
interface Queue {
  readonly lines: Set<Line>;
  /** Whether the server keeps a turn for them. */
  hasTurn: boolean;
}

/** Budgets on the server: one round trip for each slot taken, and one for each given back. */
export function redisBudgets(options: RedisBudgetsOptions): SharedBudgets {
  const { scripts, signals, keys, timeoutMs, coldStart, clock } = options;
  const channel = channelOf(options.prefix, '');
  const held = heldSlots(clock);
  const queues = new Map<string, Queue>();
  const locks = knownLocks(clock);
  const comingBack = new Set<string>();
  let slots = 0;

  /** What every script on a budget is given. */
  const givenTo = (key: string, { limit, windowMs, leaseMs }: BudgetLimits): readonly (string | number)[] => [
    limit,
    windowMs,
    leaseMs,
    channel,
    keys.budget(key),
  ];

  const waitingFor = (key: string, line: Line): number => {
    const lines = new Set(queues.get(key)?.lines).add(line);
    return [...lines].reduce((sum, { waiting }) => sum + waiting, 0);
  };

  const lockOf = (key: string): readonly number[] => [Math.ceil(locks.remaining(key)), locks.endOf(key)];

  /** Gives the turn of this process up. If that does not arrive, the turn is lost when nobody comes for it. */
  const giveUpTurn = (key: string, limits: BudgetLimits): void => {
    scripts.run(leave, [keys.budget(key)], [...givenTo(key, limits), signals.id]).catch(() => undefined);
  };

  /** Notes what an answer says. Nobody may wait for it any more: then the server must not keep a turn for it. */
  const note = ({ found, lock }: AcquireAnswer, key: string, limits: BudgetLimits, line?: Line): void => {
    locks.note(key, lock.ms, lock.at);
    if (line === undefined || found.slot !== undefined) return;
    const queue = queues.get(key);
    if (queue) queue.hasTurn = true;
    else if (line.waiting === 0) giveUpTurn(key, limits);
  };

  const giveBack = (key: string, slot: string, limits: BudgetLimits): void => {
    // It is free again when its lease ends, if this does not arrive.
    Promise.resolve(store.settle(key, slot, { freeInMs: 0 }, limits)).catch(() => undefined);
  };

  const store: SharedBudgets = {
    async acquire(key, limits, line) {
      await undefined; // Calls that are made together are then all in the line, and are told of together.
      const since = clock.mono();
      slots += 1;
      const slot = `${signals.id}.${slots.toString(36)}`;
      const returns = comingBack.has(key);
      const waiting = line ? waitingFor(key, line) : 0;
      const own = [slot, line ? signals.id : '', waiting, held.has(key) ? 1 : 0, returns ? 1 : 0, coldStart];
      const asked = scripts
        .run(acquire, [keys.budget(key), keys.since(key)], [...givenTo(key, limits), ...own, ...lockOf(key)])
        .then(readAcquire);
      const answer = await inTime(asked, timeoutMs, clock).catch((failure: unknown) => {
        asked.then(
          (late) => {
            note(late, key, limits, line);
            if (late.found.slot !== undefined) giveBack(key, slot, limits);
          },
          () => undefined, // If it was taken all the same, it is free again when its lease ends.
        );
        throw failure;
      });
      if (returns) comingBack.delete(key);
      note(answer, key, limits, line);
      if (answer.found.slot === undefined) return answer.found;
      held.take(key, slot, since, limits.leaseMs);
      const queue = queues.get(key);
      if (queue && waiting <= 1) queue.hasTurn = false;
      const lockMs = locks.remaining(key);
      if (lockMs === 0) return { slot };
      giveBack(key, slot, limits); // Another client here was locked out meanwhile.
      return heldBack('lock', limits, lockMs);
    },
    async settle(key, slot, { freeInMs, passed, lockedMs = 0 }, limits) {
      const heldMs = held.settle(key, slot, freeInMs);
      locks.note(key, lockedMs, 0);
      const outcome = passed === undefined ? '' : Number(passed);
      const args = [...givenTo(key, limits), slot, freeInMs, outcome, lockedMs, heldMs];
      const settled = scripts.run(settle, [keys.budget(key)], args).then(readSettle);
      locks.noteEnd(key, await inTime(settled, timeoutMs, clock));
    },
    watch(key, limits, line, wake) {
      const name = keys.budget(key);
      const queue = queues.get(key) ?? { lines: new Set(), hasTurn: true };
      queues.set(key, queue);
      queue.lines.add(line);
      locks.watch(key, limits.windowMs, () =>
        scripts.run(tellLock, [name], [...givenTo(key, limits), ...lockOf(key)]),
      );
      const stop = signals.on(name, wake);
      return () => {
        stop();
        queue.lines.delete(line);
        if (queue.lines.size > 0) return;
        queues.delete(key);
        locks.unwatch(key);
        if (queue.hasTurn) giveUpTurn(key, limits);
      };
    },
    lockedMs: (key) => locks.remaining(key),
    comesBack(key, afterCalls) {
      if (afterCalls) comingBack.add(key);
      else comingBack.delete(key);
    },
  };
  return store;
}
