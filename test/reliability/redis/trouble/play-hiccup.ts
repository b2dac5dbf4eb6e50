import { demo } from '@cliqkit/emulator';
import { startService } from '../service.ts';
import { startActors } from './actors.ts';
import type { Policy } from './play-trouble.ts';
import { optionsOf } from './play-trouble.ts';
import { startSite } from './site.ts';
import type { Trouble } from './troubles.ts';

/** What happened to calls, fewer than the limit allows, before, during and after a hiccup of the server. */
export interface HiccupReport {
  readonly overLimit: number;
  readonly intoLock: number;
  readonly calls: number;
  /** What became of those that failed, each kind once. */
  readonly failures: readonly string[];
  readonly slowestMs: number;
}

const processes = 3;
const windowMs = 1_000;

export async function playHiccup(
  trouble: Trouble,
  policy: Policy,
  timeoutMs: number | undefined,
): Promise<HiccupReport> {
  const service = await startService(windowMs, [demo.users.ana]);
  const { site, stop } = await startSite(trouble);
  const actors = startActors({
    ...{ service, port: site.proxy.port, count: processes, windowMs },
    options: { ...optionsOf(policy), coldStart: 'go', timeoutMs },
  });
  try {
    await actors.callOnce();
    await Promise.all([trouble.begin(site), actors.callOnce()]);
    await actors.callOnce();
    await trouble.end?.(site);
    await actors.callOnce();
    const { records } = actors;
    return {
      ...service.violations(),
      calls: records.length,
      failures: [...new Set(records.flatMap(({ error }) => error ?? []))],
      slowestMs: Math.max(...records.map(({ begun, ended }) => ended - begun)),
    };
  } finally {
    await actors.stop();
    await stop();
    await service.close();
  }
}
