import type { Middleware } from '@cliqkit/core';
import { CliqRequest, memoryBudgets, pace } from '@cliqkit/core';
import type { FakeClock } from '../../../core/test/fake-clock.ts';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { endOfTick, inVirtualTime } from '../../../core/test/virtual-time.ts';
import { newCall, reply } from './cliqkit.ts';
import type { SceneName, Waited, WaitingTask } from './task.ts';

const bounds = { limit: 20, windowMs: 60_000 };
const url = 'https://cliq.zoho.eu/api/v2/pins/categories';
/** Between the shortest and the longest reply, in steps that differ, so that slots become free one by one. */
const replyMs = (index: number): number => 50 + ((index * 7_919) % 10_007) / 100;
const warmUpCalls = 400;

interface Scene {
  readonly callsPerBudget: number;
  readonly isTold?: boolean;
  readonly givesUp?: boolean;
}

const scenes: Readonly<Record<SceneName, Scene>> = {
  'one budget': { callsPerBudget: Number.POSITIVE_INFINITY },
  'one budget, told of places': { callsPerBudget: Number.POSITIVE_INFINITY, isTold: true },
  'a budget for each hundred': { callsPerBudget: 100 },
  'given up': { callsPerBudget: Number.POSITIVE_INFINITY, givesUp: true },
};

function pacesOf({ callsPerBudget, isTold }: Scene, calls: number, clock: FakeClock): readonly Middleware[] {
  const store = memoryBudgets({ clock });
  const hooks = isTold ? { onWait: () => undefined } : {};
  const count = Math.max(1, Math.ceil(calls / callsPerBudget));
  return Array.from({ length: count }, (_, index) => pace({ store, user: `user.${index}`, clock, hooks }));
}

async function play(scene: Scene, calls: number): Promise<void> {
  const clock = fakeClock();
  const paces = pacesOf(scene, calls, clock);
  const quitters: AbortController[] = [];
  let letGo = 0;
  const start = (index: number): Promise<unknown> | undefined => {
    const paced = paces[index % paces.length];
    const call = newCall(bounds);
    const controller = scene.givesUp ? new AbortController() : undefined;
    if (controller && index >= bounds.limit) quitters.push(controller);
    const request = new CliqRequest(url, { call, signal: controller?.signal });
    return paced?.(request, call, () => {
      call.attempts += 1;
      letGo += 1;
      return new Promise((resolve) => {
        clock.timer(replyMs(index), () => resolve(reply));
      });
    });
  };
  const ended = Promise.allSettled(Array.from({ length: calls }, (_, index) => start(index)));
  await endOfTick();
  for (const quitter of quitters) quitter.abort();
  await inVirtualTime(clock, ended);
  const expected = scene.givesUp ? bounds.limit : calls;
  if (letGo !== expected) throw new Error(`${letGo} of ${expected} calls were let go.`);
}

export async function measureWaiting({ scene: name, calls }: WaitingTask): Promise<Waited> {
  const scene = scenes[name];
  for (let turn = 0; turn < 3; turn += 1) await play(scene, warmUpCalls);
  const before = process.cpuUsage();
  await play(scene, calls);
  const { user, system } = process.cpuUsage(before);
  return { usPerCall: (user + system) / calls };
}
