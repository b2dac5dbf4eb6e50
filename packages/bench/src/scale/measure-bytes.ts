import { setTimeout as pause } from 'node:timers/promises';
import type { Limiter } from './limiter.ts';
import { limiters } from './limiters.ts';
import type { Bytes, BytesTask } from './task.ts';

const limit = 20;
const windowMs = 60_000;
/** For those whose clock cannot be set: it passes in real time. */
const shortWindowMs = 1_000;
const warmUpUsers = 100;
const atATime = 1_000;
const act = (): void => undefined;
/** Out here, it is in use until the process ends. */
let measured: Limiter | undefined;

function bytesUsed(): number {
  if (globalThis.gc === undefined) throw new Error('The process needs --expose-gc.');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** So many users call so many times each. Nothing but the limiter keeps their names. */
async function fill(limiter: Limiter, users: number, calls: number): Promise<void> {
  for (let first = 0; first < users; first += atATime) {
    for (let call = 0; call < calls; call += 1) {
      const open: Promise<unknown>[] = [];
      for (let index = first; index < Math.min(users, first + atATime); index += 1) {
        const promise = limiter.call(`user.${index}@example.com`, act);
        if (promise) open.push(promise);
      }
      if (open.length > 0) await Promise.all(open);
    }
  }
}

export async function measureBytes({ limiter: name, users, state }: BytesTask): Promise<Bytes> {
  const open = limiters[name];
  const calls = state === 'busy' ? limit : 1;
  const warmedUp = open({ limit, windowMs });
  await fill(warmedUp, warmUpUsers, calls);

  const passesUnaided = state === 'idle' && warmedUp.skip === undefined;
  measured = open({ limit, windowMs: passesUnaided ? shortWindowMs : windowMs });
  const before = bytesUsed();
  await fill(measured, users, calls);
  if (passesUnaided) await pause(shortWindowMs * 1.5);
  else if (state === 'idle') measured.skip?.(windowMs);
  return { each: (bytesUsed() - before) / users };
}
