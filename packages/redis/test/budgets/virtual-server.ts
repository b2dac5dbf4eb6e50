import { Redis } from 'ioredis';
import type { FakeClock } from '../../../core/test/fake-clock.ts';
import { endOfTick } from '../../../core/test/virtual-time.ts';
import type { Scripts } from '../../src/clients/scripts.ts';
import { serverTime } from '../../src/lua/server-time.ts';
import type { Signals } from '../../src/signals/signals.ts';
import { channelOf } from '../../src/signals/signals.ts';
import type { RedisServer } from '../server/redis-server.ts';
import { startRedis } from '../server/redis-server.ts';

/** A real server that takes its time from the test. */
export interface VirtualServer {
  readonly server: RedisServer;
  readonly client: Redis;
  /** Runs scripts as they are, but for the time. */
  readonly scripts: Scripts;
  /** How many scripts ran, by name. */
  readonly runs: Map<string, number>;
  /** The signals of a process of this name. Every message is noted. */
  signals(id: string): Signals;
  readonly messages: { readonly to: string; readonly about: string }[];
  /** Lets virtual time pass, whenever the server has nothing more to say, until the work is done. */
  finish<T>(work: Promise<T>): Promise<T>;
  /** Lets so much virtual time pass. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/** The last argument is the time; the rest stays where it is. */
const givenTime = 'local now = tonumber(ARGV[#ARGV])\n';
const epoch = 1_700_000_000_000;
const prefix = 't';

export async function virtualServer(clock: FakeClock): Promise<VirtualServer> {
  const server = await startRedis();
  const client = new Redis(server.port);
  const subscriber = new Redis(server.port);
  const runs = new Map<string, number>();
  const listeners = new Map<string, Set<() => void>>();
  const messages: { to: string; about: string }[] = [];
  let underWay = 0;

  await subscriber.psubscribe(channelOf(prefix, '*'));
  subscriber.on('pmessage', (_pattern, channel, about) => {
    messages.push({ to: channel, about });
    for (const wake of listeners.get(`${channel} ${about}`) ?? []) wake();
  });

  /** Until the server has answered everything, and all its messages have arrived. */
  const quiet = async (): Promise<void> => {
    do {
      await endOfTick();
      while (underWay > 0) await endOfTick();
      await subscriber.ping(); // What was published before is here before its answer.
      await endOfTick();
    } while (underWay > 0);
  };

  const self: VirtualServer = {
    server,
    client,
    runs,
    messages,
    scripts: {
      async run({ name, source }, keys, args) {
        runs.set(name, (runs.get(name) ?? 0) + 1);
        underWay += 1;
        const now = epoch + Math.floor(clock.mono());
        const virtual = source.replace(serverTime, givenTime);
        try {
          return await client.eval(virtual, keys.length, ...keys, ...args, now);
        } finally {
          underWay -= 1;
        }
      },
    },
    signals: (id) => ({
      id,
      on(about, wake) {
        const name = `${channelOf(prefix, id)} ${about}`;
        const wakes = listeners.get(name) ?? new Set();
        listeners.set(name, wakes.add(wake));
        return () => void wakes.delete(wake);
      },
    }),
    async finish(work) {
      let settled = false;
      const note = (): void => {
        settled = true;
      };
      work.then(note, note);
      for (;;) {
        await quiet();
        if (settled) return work;
        if (!clock.toNextTimer()) throw new Error('the work is not done, and no timer is set');
      }
    },
    pass: (ms) => self.finish(new Promise<void>((resolve) => clock.timer(ms, resolve))),
    async stop() {
      client.disconnect();
      subscriber.disconnect();
      await server.stop();
    },
  };
  return self;
}
