import { freePort } from './free-port.ts';
import type { RedisServer, RedisServerOptions } from './redis-server.ts';
import { startRedis } from './redis-server.ts';
import { until } from './until.ts';

export interface RedisCluster {
  /** Three primaries, each with a third of the slots. */
  readonly servers: readonly RedisServer[];
  /** For the clients. */
  readonly nodes: readonly { host: string; port: number; url: string }[];
  /** The server that has a key. */
  serverOf(key: string): Promise<RedisServer>;
  /** How many connections there are to all servers together, but for those that ask. */
  connections(): Promise<number>;
  /** Waits until it is a cluster again, after one of its servers was away. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const slots = 16_384;
const size = 3;

/** Starts a cluster of three on the loopback interface. It is ready when this resolves. */
export async function startCluster(options: RedisServerOptions = {}): Promise<RedisCluster> {
  const servers: RedisServer[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  try {
    for (let index = 0; index < size; index += 1) servers.push(await startMember(options));
    await join(servers);
    await ready(servers);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    servers,
    nodes: servers.map(({ port, url }) => ({ host: '127.0.0.1', port, url })),
    async serverOf(key) {
      const slot = Number(await servers[0]?.command('CLUSTER', 'KEYSLOT', key));
      const owner = servers.find((_, index) => slot <= lastSlot(index));
      if (owner === undefined) throw new Error(`No server has slot ${slot}.`);
      return owner;
    },
    async connections() {
      const counts = await Promise.all(servers.map((server) => server.connections()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    ready: () => ready(servers),
    stop,
  };
}

async function startMember(options: RedisServerOptions): Promise<RedisServer> {
  return startRedis({
    ...options,
    settings: {
      'cluster-enabled': 'yes',
      'cluster-announce-ip': '127.0.0.1',
      'cluster-port': `${await freePort()}`, // 10,000 above the port, as it is without this, may be above 65,535.
      'cluster-node-timeout': '5000',
      ...options.settings,
    },
  });
}

async function join(servers: readonly RedisServer[]): Promise<void> {
  const [first] = servers;
  for (const [index, server] of servers.entries()) {
    await server.command('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    await server.command(
      'CLUSTER',
      'ADDSLOTSRANGE',
      index === 0 ? 0 : lastSlot(index - 1) + 1,
      lastSlot(index),
    );
  }
  for (const server of servers.slice(1)) {
    const bus = String(await server.command('CONFIG', 'GET', 'cluster-port')).split(',')[1];
    await first?.command('CLUSTER', 'MEET', '127.0.0.1', server.port, bus ?? '');
  }
}

async function ready(servers: readonly RedisServer[]): Promise<void> {
  await until('the servers are a cluster', async () => {
    const infos = await Promise.all(servers.map((server) => server.command('CLUSTER', 'INFO')));
    return infos.every(
      (info) =>
        `${info}`.includes('cluster_state:ok') && `${info}`.includes(`cluster_known_nodes:${servers.length}`),
    );
  });
}

function lastSlot(index: number): number {
  return Math.floor(((index + 1) * slots) / size) - 1;
}
