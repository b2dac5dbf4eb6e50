import type { BudgetLimits, Clock, Line, NoSlot, Slot } from '@cliqkit/core';
import { StoreProblem } from '@cliqkit/core';
import type { Scripts } from '../clients/scripts.ts';
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

  const giveBack = async (
    key: string,
    late: Slot | NoSlot,
    slot: string,
    limits: BudgetLimits,
  ): Promise<void> => {
    if (late.slot !== undefined) await store.settle(key, slot, { freeInMs: 0 }, limits);
  };

  const store: SharedBudgets = {
    async acquire(key, limits, line) {
      await undefined; // Calls that are made together are then all in the line, and are told of together.
      const since = clock.mono();
      slots += 1;
      const slot = `${signals.id}.${slots.toString(36)}`;
      const returns = comingBack.has(key);
      const waiting = line ? waitingFor(key, line) : 0;
      const queue = queues.get(key);
      const asked = scripts.run(
        acquire,
        [keys.budget(key), keys.since(key)],
        [
          ...givenTo(key, limits),
          slot,
          line ? signals.id : '',
          waiting,
          held.has(key) ? 1 : 0,
          locks.remaining(key),
          returns ? 1 : 0,
          coldStart,
        ],
      );
      const answer = asked.then(read);
      const found = await inTime(answer, timeoutMs, clock).catch((failure: unknown) => {
        // One that comes too late is given back; if none comes, it is free again when its lease ends.
        answer.then((late) => giveBack(key, late, slot, limits)).catch(() => undefined);
        throw failure;
      });
      if (returns) comingBack.delete(key);
      if (queue) queue.hasTurn = found.slot === undefined || waiting > 1;
      if (found.slot !== undefined) {
        held.take(key, slot, since, limits.leaseMs);
        return { slot };
      }
      if (found.reason === 'lock') locks.note(key, found.waitsMs[0] ?? 0);
      return found;
    },
    async settle(key, slot, { freeInMs, passed, lockedMs = 0 }, limits) {
      const heldMs = held.settle(key, slot, freeInMs);
      locks.note(key, lockedMs);
      const outcome = passed === undefined ? '' : Number(passed);
      const args = [...givenTo(key, limits), slot, freeInMs, outcome, lockedMs, heldMs];
      await inTime(scripts.run(settle, [keys.budget(key)], args).then(requireKnown), timeoutMs, clock);
    },
    watch(key, limits, line, wake) {
      const name = keys.budget(key);
      const queue = queues.get(key) ?? { lines: new Set(), hasTurn: true };
      queues.set(key, queue);
      queue.lines.add(line);
      locks.watch(key, limits.windowMs, (ms) => {
        // It is told again soon.
        scripts.run(tellLock, [name], [...givenTo(key, limits), Math.ceil(ms)]).catch(() => undefined);
      });
      const stop = signals.on(name, wake);
      return () => {
        stop();
        queue.lines.delete(line);
        if (queue.lines.size > 0) return;
        queues.delete(key);
        locks.unwatch(key);
        // If it does not arrive, the turn is lost when nobody comes for it.
        if (queue.hasTurn) {
          scripts.run(leave, [name], [...givenTo(key, limits), signals.id]).catch(() => undefined);
        }
      };
    },
    comesBack(key, afterCalls) {
      if (afterCalls) comingBack.add(key);
      else comingBack.delete(key);
    },
  };
  return store;
}

/** What the script for a slot answers. */
function read(answer: unknown): Slot | NoSlot {
  requireKnown(answer);
  const [word, ...waits] = Array.isArray(answer) ? answer : [];
  if (word === 'slot') return { slot: word };
  const waitsMs = waits.map(Number);
  const isReason = word === 'limit' || word === 'lock' || word === 'store';
  if (!isReason || waitsMs.length === 0 || !waitsMs.every((ms) => Number.isFinite(ms) && ms >= 0)) {
    throw new StoreProblem(
      'The server gave no answer that @cliqkit/redis understands. Is it Redis or Valkey?',
    );
  }
  return { slot: undefined, reason: word, waitsMs };
}

function requireKnown(answer: unknown): void {
  if (Array.isArray(answer) && answer[0] === 'newer') {
    throw new StoreProblem(
      'A later version of @cliqkit/redis has written the budgets, and this one cannot read them. Update it here.',
    );
  }
}
