import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { RateLimiterQueue, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { listFolders } from './list-folders.ts';
import type { Peer, PeerScene } from './peer.ts';

/** Its README: `points` in `duration`, whole seconds, counted by one atomic script. */
function limiterOn(client: Redis, { name, limit, windowMs }: PeerScene): RateLimiterRedis {
  const duration = windowMs / 1000;
  if (!Number.isInteger(duration)) {
    throw new Error(
      `rate-limiter-flexible counts whole seconds, and a window takes ${windowMs} ms: choose a --speed that divides 60`,
    );
  }
  return new RateLimiterRedis({ storeClient: client, points: limit, duration, keyPrefix: name });
}

/** `consume`, and when it rejects, again after the `msBeforeNext` that it gives: "milliseconds before next action can be done". */
export async function openConsume(scene: PeerScene): Promise<Peer> {
  const client = new Redis(scene.redisPort, '127.0.0.1');
  const limiter = limiterOn(client, scene);
  const pass = async (): Promise<void> => {
    for (;;) {
      const refusal = await limiter.consume('user').then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (refusal === undefined) return;
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      await sleep(refusal.msBeforeNext);
    }
  };
  return {
    async call() {
      await pass();
      return listFolders(scene);
    },
    async close() {
      await client.quit();
    },
  };
}

/** Its queue: "Rate limiter with FIFO queue", "multi-server support". */
export async function openQueue(scene: PeerScene): Promise<Peer> {
  const client = new Redis(scene.redisPort, '127.0.0.1');
  const queue = new RateLimiterQueue(limiterOn(client, scene));
  return {
    async call() {
      await queue.removeTokens(1, 'user');
      return listFolders(scene);
    },
    async close() {
      await client.quit();
    },
  };
}
