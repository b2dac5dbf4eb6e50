import type { Clock } from '@cliqkit/core';
import { memoryBudgets, StoreProblem } from '@cliqkit/core';

import { many } from '../../../core/test/paced-client.ts';
import type { SharedBudgets } from '../../src/failure/shared-budgets.ts';

/** A stretch of time in which nobody reaches the server, and what they see of it. */
export interface Outage {
  readonly from: number;
  readonly until: number;
  /** A command fails at once, or when its time is up, or is carried out and then fails. */
  readonly how: 'refuses' | 'hangs' | 'loses replies';
}

/** A server that all processes lose and find again together. */
export interface FlakyServer {
  /** Another process that is connected to it. */
  connect(): SharedBudgets;
  /** Every command, whether it succeeded or not. */
  readonly commands: readonly Command[];
  /** Keys whose lines are watched now, one entry for each. */
  readonly watched: readonly string[];
}

interface Command {
  readonly what: 'acquire' | 'settle';
  readonly at: number;
  readonly key: string;
  readonly fails: boolean;
}

const timeoutMs = 3_000;
const graceMs = 5_000;
export const problem = 'The server did not answer. Check that it can be reached.';

export function flakyServer(clock: Clock, outages: readonly Outage[]): FlakyServer {
  const budgets = memoryBudgets({ clock });
  const coldUntil = new Map<string, number>();
  const commands: Command[] = [];
  const watched: string[] = [];

  const run = async <T>(what: Command['what'], key: string, command: () => T | Promise<T>): Promise<T> => {
    const at = clock.mono();
    const outage = outages.find(({ from, until }) => at >= from && at < until);
    commands.push({ what, at, key, fails: outage !== undefined });
    if (outage === undefined) return command();
    if (outage.how === 'loses replies') await command();
    if (outage.how === 'hangs') await new Promise<void>((resolve) => clock.timer(timeoutMs, resolve));
    throw new StoreProblem(problem);
  };

  return {
    commands,
    watched,
    connect() {
      const comingBack = new Set<string>();
      const lockedUntil = new Map<string, number>();
      return {
        lockedMs: (key) => Math.max(0, (lockedUntil.get(key) ?? 0) - clock.mono()),
        async acquire(key, limits, line) {
          const answer = await run('acquire', key, () => {
            const now = clock.mono();
            if (comingBack.has(key)) coldUntil.set(key, now + limits.windowMs + graceMs);
            const coldMs = (coldUntil.get(key) ?? 0) - now;
            if (coldMs <= 0) return budgets.acquire(key, limits, line);
            return { slot: undefined, reason: 'store' as const, waitsMs: many(limits.limit, () => coldMs) };
          });
          comingBack.delete(key);
          if (answer.slot === undefined && answer.reason === 'lock') {
            lockedUntil.set(key, clock.mono() + Math.min(...answer.waitsMs));
          }
          return answer;
        },
        settle: (key, slot, settlement, limits) =>
          run('settle', key, () => budgets.settle(key, slot, settlement, limits)),
        comesBack(key, afterCalls) {
          if (afterCalls) comingBack.add(key);
          else comingBack.delete(key);
        },
        watch(key) {
          watched.push(key);
          return () => void watched.splice(watched.indexOf(key), 1);
        },
      };
    },
  };
}
