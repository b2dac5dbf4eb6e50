import { getEventListeners } from 'node:events';
import type { HeapSample } from './heap-slope.ts';
import { collectedHeap, slopeOf } from './heap-slope.ts';

/** What many calls have left behind. */
export interface Growth {
  readonly calls: number;
  readonly failures: number;
  /** Bytes that the heap grows with each call. */
  readonly bytesPerCall: number;
  /** Listeners on a signal that all calls were given. */
  readonly listeners: number;
  /** Timers of the machine, more than before. */
  readonly timers: number;
  /** The most sockets that were open, both ends of each counted: a pool may keep as many as calls are under way. */
  readonly sockets: number;
  readonly warnings: number;
}

export interface GrowthOptions {
  readonly calls: number;
  /** How many are under way at a time. */
  readonly concurrency: number;
  /** Makes one call under the signal that all share. */
  call(number: number, signal: AbortSignal): Promise<unknown>;
  /** Lets the calls run, where time has to be made to pass. @default waits */
  run?(work: () => Promise<unknown>): Promise<unknown>;
  /** Puts away what the test itself holds, before the heap is looked at. */
  settle?(): Promise<unknown>;
}

const sampleCount = 24;
/** What was compiled, cached and pooled for the first calls is there for all. */
const warmUpShare = 1 / 4;

/** Makes many calls, and looks at what grows. */
export async function measureGrowth({
  calls,
  concurrency,
  call,
  run = (work) => work(),
  settle = async () => undefined,
}: GrowthOptions): Promise<Growth> {
  let warnings = 0;
  const onWarning = (): void => {
    warnings += 1;
  };
  process.on('warning', onWarning);
  const { signal } = new AbortController();
  let failures = 0;
  let sockets = 0;
  let next = 0;
  const upTo = async (end: number): Promise<void> => {
    const work = async (): Promise<void> => {
      while (next < end) {
        next += 1;
        await call(next, signal).catch(() => {
          failures += 1;
        });
      }
    };
    await run(() => Promise.all(Array.from({ length: concurrency }, work)));
  };
  await upTo(Math.floor(calls * warmUpShare));
  await collectedHeap();
  const timersBefore = active('Timeout');
  const samples: HeapSample[] = [];
  for (let sample = 1; sample <= sampleCount; sample += 1) {
    await upTo(Math.floor(calls * (warmUpShare + ((1 - warmUpShare) * sample) / sampleCount)));
    sockets = Math.max(sockets, active('TCPSocketWrap'));
    await settle();
    samples.push({ calls: next, bytes: await collectedHeap() });
  }
  process.off('warning', onWarning);
  return {
    calls: next,
    failures,
    bytesPerCall: slopeOf(samples),
    listeners: getEventListeners(signal, 'abort').length,
    timers: active('Timeout') - timersBefore,
    sockets,
    warnings,
  };
}

function active(resource: string): number {
  return process.getActiveResourcesInfo().filter((name) => name === resource).length;
}
