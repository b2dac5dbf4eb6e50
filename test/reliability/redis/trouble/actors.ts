import { setTimeout as pause } from 'node:timers/promises';
import type { RedisClient, RedisOptions } from '@cliqkit/redis';
import { redisStores } from '@cliqkit/redis';
import { createCliq, isCliqError } from 'cliqkit';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import type { Service } from '../service.ts';
import { shortWindows } from '../short-windows.ts';

/** How a call went. Moments are those of `performance.now()`. */
export interface CallRecord {
  readonly actor: number;
  readonly begun: number;
  readonly ended: number;
  /** The name of its error; undefined when it succeeded. */
  readonly error: string | undefined;
}

/** Clients that call for one user, as processes would that share nothing but the server. */
export interface Actors {
  /** Calls that have ended. */
  readonly records: readonly CallRecord[];
  /** Makes calls, so many at a time for each of them, until they are told to stop. */
  start(atOnce: number): void;
  /** Each makes one call. */
  callOnce(): Promise<void>;
  stop(): Promise<void>;
}

export interface ActorsOptions {
  readonly service: Service;
  /** Of the server, or a proxy before it. */
  readonly port: number;
  readonly count: number;
  readonly windowMs: number;
  readonly options: RedisOptions;
}

/** How soon a client connects again, and how long after a failure the next call is made. */
const reconnectMs = 25;
const restMs = 200;

export function startActors({ service, port, count, windowMs, options }: ActorsOptions): Actors {
  const records: CallRecord[] = [];
  const [user = { name: '', token: '' }] = service.users;
  let going = true;
  const loops: Promise<void>[] = [];
  const actors = Array.from({ length: count }, (_none, actor) => {
    const { client, close } = actor % 2 === 0 ? nodeRedis(port) : ioRedis(port);
    const { budgets } = redisStores(client, options);
    const cliq = createCliq({
      dataCenter: service.hosts,
      credentials: { accessToken: user.token },
      pace: { store: shortWindows(budgets, windowMs), user: user.name },
      fetch: service.fetch,
    });
    const call = async (): Promise<boolean> => {
      const begun = performance.now();
      let error: string | undefined;
      try {
        await cliq.folders.list().toArray();
      } catch (failure) {
        error = isCliqError(failure) ? failure.name : String(failure);
      }
      if (going) records.push({ actor, begun, ended: performance.now(), error });
      return error === undefined;
    };
    return { cliq, close, call };
  });
  return {
    records,
    start(atOnce) {
      for (const { call } of actors) {
        const loop = async (): Promise<void> => {
          while (going) if (!(await call())) await pause(restMs);
        };
        for (let index = 0; index < atOnce; index += 1) loops.push(loop());
      }
    },
    callOnce: async () => void (await Promise.all(actors.map(({ call }) => call()))),
    async stop() {
      going = false;
      for (const { cliq } of actors) cliq.close();
      await Promise.all(loops);
      for (const { close } of actors) close();
    },
  };
}

function nodeRedis(port: number): { client: RedisClient; close(): void } {
  const client = createClient({ socket: { host: '127.0.0.1', port, reconnectStrategy: reconnectMs } });
  client.on('error', () => undefined);
  client.connect().catch(() => undefined); // The scene may end before it has connected.
  return { client, close: () => client.destroy() };
}

function ioRedis(port: number): { client: RedisClient; close(): void } {
  const client = new Redis({ host: '127.0.0.1', port, retryStrategy: () => reconnectMs });
  client.on('error', () => undefined);
  return { client, close: () => client.disconnect() };
}
