import { createHash } from 'node:crypto';
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from 'ioredis';
import { listFolders } from './list-folders.ts';
import type { OpenPeer } from './peer.ts';

const algorithms = { fixed: Ratelimit.fixedWindow, sliding: Ratelimit.slidingWindow };
/** As long as a call ever waits here. */
const longestWaitMs = 3_600_000;

const sha1 = (script: string): string => createHash('sha1').update(script).digest('hex');

/**
 * Its client for Redis as far as the limiter uses it, on a plain server, without Upstash's HTTP and so faster than with. The
 * first line of its scripts names a flag that only Upstash's own server knows; the rest runs as it is.
 */
function restLike(client: Redis) {
  const ownDigests = new Map<string, string>();
  const answer = async (reply: Promise<unknown>) => JSON.parse(JSON.stringify((await reply) ?? null));
  return {
    eval(script: string, keys: string[], args: unknown[]) {
      const plain = script.replace(/^#!.*/, '');
      ownDigests.set(sha1(script), sha1(plain));
      return answer(client.eval(plain, keys.length, ...keys, ...args.map(String)));
    },
    evalsha(sha: string, keys: string[], args: unknown[]) {
      const digest = ownDigests.get(sha);
      if (digest === undefined) return Promise.reject(new Error('NOSCRIPT'));
      return answer(client.evalsha(digest, keys.length, ...keys, ...args.map(String)));
    },
    get: (key: string) => answer(client.get(key)),
    set: (key: string, value: unknown) => answer(client.set(key, String(value))),
  };
}

/** Its documentation: `blockUntilReady` "to wait until the limit has reset", with the cache of refusals that is on by default. */
export function upstash(algorithm: keyof typeof algorithms): OpenPeer {
  return async (scene) => {
    const client = new Redis(scene.redisPort, '127.0.0.1');
    const ratelimit = new Ratelimit({
      redis: restLike(client),
      limiter: algorithms[algorithm](scene.limit, `${scene.windowMs} ms`),
      prefix: scene.name,
      analytics: false,
      enableTelemetry: false,
    });
    return {
      async call() {
        const { success } = await ratelimit.blockUntilReady('user', longestWaitMs);
        if (!success) throw new Error(`@upstash/ratelimit gave up after ${longestWaitMs} ms.`);
        return listFolders(scene);
      },
      async close() {
        await client.quit();
      },
    };
  };
}
