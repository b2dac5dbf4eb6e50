import type { Connection } from './connection.ts';

interface IoRedisCommands {
  evalsha(sha: string, numberOfKeys: number, ...keysAndArgs: string[]): Promise<unknown>;
  eval(source: string, numberOfKeys: number, ...keysAndArgs: string[]): Promise<unknown>;
}

interface IoRedisSubscriber {
  on(event: 'ready' | 'error', listener: () => void): unknown;
  on(event: 'message', listener: (channel: string, message: string) => void): unknown;
  subscribe(channel: string): Promise<unknown>;
  disconnect(): void;
}

/** What is needed of `Redis` of the package `ioredis`. */
export interface IoRedis extends IoRedisCommands {
  duplicate(options: {
    enableOfflineQueue: true;
    autoResubscribe: false;
    maxRetriesPerRequest: number;
  }): IoRedisSubscriber;
}

/** What is needed of `Cluster` of the package `ioredis`. */
export interface IoRedisCluster extends IoRedisCommands {
  nodes(role: 'master'): readonly unknown[];
  duplicate(nodes: [], options: { enableOfflineQueue: true }): IoRedisSubscriber;
}

export function ioRedis(client: IoRedis): Connection {
  return {
    clustered: false,
    ...scriptsOf(client),
    // It waits for a server that is away, for as long as somebody listens. That it subscribes again is done here: ioredis leaves
    // the promise of its own subscription alone, which would end a process that disconnects meanwhile.
    listen: listenWith(() =>
      client.duplicate({
        enableOfflineQueue: true,
        autoResubscribe: false,
        maxRetriesPerRequest: Number.POSITIVE_INFINITY,
      }),
    ),
  };
}

/** A cluster looks for another server when the one that sent the messages is gone, but does not tell. */
export function ioRedisCluster(cluster: IoRedisCluster): Connection {
  return {
    clustered: true,
    ...scriptsOf(cluster),
    listen: listenWith(() => cluster.duplicate([], { enableOfflineQueue: true })),
  };
}

function scriptsOf(client: IoRedisCommands): Pick<Connection, 'evalSha' | 'eval'> {
  return {
    evalSha: (sha, keys, args) => client.evalsha(sha, keys.length, ...keys, ...args),
    eval: (source, keys, args) => client.eval(source, keys.length, ...keys, ...args),
  };
}

function listenWith(duplicate: () => IoRedisSubscriber): NonNullable<Connection['listen']> {
  return (channel, onMessage, onAgain) => {
    const subscriber = duplicate();
    // Without a listener, ioredis would print each failure. It reconnects by itself.
    subscriber.on('error', () => {});
    subscriber.on('message', (from, message) => {
      if (from === channel) onMessage(message);
    });
    const opened = subscriber.subscribe(channel).then(() => {
      // A cluster subscribes again by itself. Once more, to know when that has reached the server.
      subscriber.on('ready', () => void subscriber.subscribe(channel).then(onAgain, () => {}));
    });
    return {
      opened,
      async close() {
        subscriber.disconnect();
      },
    };
  };
}
