import { setTimeout as pause } from 'node:timers/promises';
import { demo } from '@cliqkit/emulator';
import type { RedisOptions } from '@cliqkit/redis';
import { operations } from 'cliqkit';
import { until } from '../../../../packages/redis/test/server/until.ts';
import { startService } from '../service.ts';
import type { CallRecord } from './actors.ts';
import { startActors } from './actors.ts';
import { startSite } from './site.ts';
import type { Trouble } from './troubles.ts';

/** What happened to the calls of three processes while something happened to their server. */
export interface TroubleReport {
  readonly overLimit: number;
  readonly intoLock: number;
  /** Names of errors other than StoreError. */
  readonly otherErrors: readonly string[];
  readonly storeErrors: number;
  /** Calls that succeeded within the trouble, but not before what it began with had time to end. */
  readonly succeededMeanwhile: number;
  /** The longest that a call took to fail which was made when the process knew of the trouble already. */
  readonly failedWithinMs: number;
  /** From the end of the trouble to the first call that succeeded after it; undefined where that is not waited for. */
  readonly backAfterMs: number | undefined;
}

/** How a trouble is played. */
export interface Stage {
  readonly policy: Policy;
  readonly windowMs: number;
  /** Whether it goes on until calls pass again. */
  readonly seesReturn: boolean;
}

const { limit } = operations.getPinCategories;
/** How long a server may take to answer here; by default it is longer, and so would be all that is played. */
export const timeoutMs = 500;
/** How long it takes a process to notice that the server is back, at most. */
export const noticeMs: Readonly<Record<Policy, number>> = { fail: 0, wait: 5_000, local: 2_000 };
const processes = 3;
const atOnce = 8;
/**
 * An outage lasts two windows and so much longer. Who was told to wait notices it after a window; `local` then sends nothing
 * for a window and some seconds, and goes on.
 */
const outageMs = 7_000;
/** Longer than a busy machine takes for anything but the windows. */
const patienceMs = 20_000;

export type Policy = 'fail' | 'wait' | 'local';

/** Plays a trouble while there are more calls to make than the limit allows. */
export async function playTrouble(trouble: Trouble, stage: Stage): Promise<TroubleReport> {
  const { policy, windowMs, seesReturn } = stage;
  const service = await startService(windowMs, [demo.users.ana]);
  const { site, stop } = await startSite(trouble);
  if (trouble.fromTheStart) await trouble.begin(site);
  const actors = startActors({
    ...{ service, port: site.proxy.port, count: processes, windowMs },
    options: { ...optionsOf(policy), timeoutMs },
  });
  const succeeded = ({ error }: CallRecord): boolean => error === undefined;
  /** Says what is known when it waits in vain. */
  const waitFor = async (what: string, condition: () => boolean): Promise<void> => {
    await until(what, condition, 2 * windowMs + patienceMs).catch((error: unknown) => {
      const { overLimit, intoLock } = service.violations();
      const failures = actors.records.flatMap((call) => call.error ?? []);
      const found = { calls: actors.records.length, overLimit, intoLock, failures: failures.length };
      throw new Error(`${error}: ${JSON.stringify(found)}`);
    });
  };
  try {
    actors.start(atOnce);
    if (!trouble.fromTheStart) {
      await waitFor('the first window is used', () => actors.records.filter(succeeded).length >= limit);
    }
    const begun = performance.now();
    if (!trouble.fromTheStart) await trouble.begin(site);
    if (trouble.kind === 'outage') await pause(2 * windowMs + outageMs);
    const ending = performance.now();
    const violations = service.violations();
    await trouble.end?.(site);
    const ended = performance.now();
    // What was under way, or went on without the server, is no sign that it is back.
    const overlapMs = policy === 'local' && trouble.kind === 'outage' ? noticeMs.local : 100;
    const back = (): CallRecord | undefined =>
      actors.records.find((call) => succeeded(call) && call.ended > ended + overlapMs);
    if (seesReturn) {
      await waitFor('calls pass again', () => back() !== undefined);
      await pause(windowMs); // What was sent too early would pass the limit now.
    }
    const { records } = actors;
    const failures = records.filter((call) => call.error === 'StoreError');
    const meant = failures.filter((call) => call.ended > begun && call.ended < ending);
    const meanwhile = records.filter(
      (call) => succeeded(call) && call.ended > begun + windowMs && call.ended < ending,
    );
    return {
      ...(seesReturn ? service.violations() : violations),
      otherErrors: [...new Set(records.flatMap(({ error }) => error ?? []))].filter(
        (e) => e !== 'StoreError',
      ),
      storeErrors: failures.length,
      succeededMeanwhile: meanwhile.length,
      failedWithinMs: Math.max(0, ...meant.filter(knowing(meant)).map(durationOf)),
      backAfterMs: seesReturn ? (back()?.ended ?? Number.POSITIVE_INFINITY) - ended : undefined,
    };
  } finally {
    await actors.stop();
    await stop();
    await service.close();
  }
}

function durationOf({ begun, ended }: CallRecord): number {
  return ended - begun;
}

/** Whether a call was made after the process's first failure. */
function knowing(failures: readonly CallRecord[]): (call: CallRecord) => boolean {
  const firsts = new Map<number, number>();
  for (const { actor, ended } of failures) firsts.set(actor, Math.min(ended, firsts.get(actor) ?? ended));
  return ({ actor, begun }) => begun >= (firsts.get(actor) ?? 0);
}

export function optionsOf(policy: Policy): RedisOptions {
  return policy === 'local' ? { whenUnreachable: policy, processes } : { whenUnreachable: policy };
}
