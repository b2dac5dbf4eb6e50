import { setTimeout as sleep } from 'node:timers/promises';
import { doTasks } from '../frame/child-tasks.ts';
import { createDice } from '../redis/dice.ts';
import type { Peer } from '../redis/peers/peer.ts';
import type { CallerTask, Ended } from '../redis/peers/peer-tasks.ts';
import { peers } from '../redis/peers/peers.ts';

const warmUps = 20;
let peer: Peer | undefined;

async function run(calls: number, callers: number): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < calls && peer !== undefined) {
      next += 1;
      const ending = await peer.call();
      ended.push({ ending, at: performance.timeOrigin + performance.now() });
    }
  };
  await Promise.all(Array.from({ length: callers }, work));
  return ended;
}

doTasks<CallerTask>(async (task) => {
  switch (task.kind) {
    case 'open': {
      const { scene, jitterMs, seed } = task;
      const dice = createDice(seed);
      const jittered: typeof fetch = async (input, init) => {
        if (jitterMs > 0) await sleep(dice() * jitterMs);
        return fetch(input, init);
      };
      // The connection is there, and the code compiled, before the first call that counts.
      for (let turn = 0; turn < warmUps; turn += 1) {
        await fetch(new URL('/', scene.apiUrl)).then((reply) => reply.arrayBuffer());
      }
      peer = await peers[task.peer]({ ...scene, fetch: jittered });
      return undefined;
    }
    case 'run':
      return run(task.calls, task.callers);
    case 'close':
      await peer?.close();
      peer = undefined;
      return undefined;
  }
});
