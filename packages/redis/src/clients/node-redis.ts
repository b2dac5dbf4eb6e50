import type { Connection } from './connection.ts';

interface NodeRedisScripts {
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  eval(source: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

interface NodeRedisCommands extends NodeRedisScripts {
  /** The same connection, whose replies have the usual types whatever the client was told to make of them. */
  withTypeMapping(mapping: Record<string, never>): NodeRedisScripts;
}

interface NodeRedisSubscriber {
  on(event: string, listener: () => void): unknown;
  connect(): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  destroy(): void;
}

/** What is needed of `createClient` of the package `redis`. */
export interface NodeRedis extends NodeRedisCommands {
  duplicate(): NodeRedisSubscriber;
}

/** What is needed of `createCluster` of the package `redis`. */
export interface NodeRedisCluster extends NodeRedisCommands {
  readonly masters: readonly unknown[];
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  unsubscribe(channel: string, listener: (message: string) => void): Promise<void>;
}

export function nodeRedis(client: NodeRedis): Connection {
  return {
    clustered: false,
    ...scriptsOf(client),
    listen(channel, onMessage, onAgain) {
      const subscriber = client.duplicate();
      let connects = true;
      let closed = false;
      let destroyed = false;
      const destroy = (): void => {
        if (!destroyed) subscriber.destroy();
        destroyed = true;
      };
      // While it connects there is nothing to destroy, and the connection would come all the same, and stay.
      const connected = (): void => {
        connects = false;
        if (closed) destroy();
      };
      subscriber.on('connect', connected);
      subscriber.on('reconnecting', () => {
        connects = true;
      });
      // Without a listener, a lost connection would end the process. The client reconnects by itself, unless it is destroyed.
      subscriber.on('error', connected);
      const opened = subscriber
        .connect()
        .then(() => subscriber.subscribe(channel, onMessage))
        .then(() => void subscriber.on('ready', onAgain));
      return {
        opened,
        async close() {
          closed = true;
          if (!connects) destroy();
        },
      };
    },
  };
}

/** A cluster has a connection of its own for messages, which ends when it has no channel any more. */
export function nodeRedisCluster(cluster: NodeRedisCluster): Connection {
  return {
    clustered: true,
    ...scriptsOf(cluster),
    listen(channel, onMessage, onAgain) {
      const opened = cluster.subscribe(channel, onMessage).then(() => void cluster.on('node-ready', onAgain));
      return {
        opened,
        async close() {
          await opened;
          cluster.off('node-ready', onAgain);
          await cluster.unsubscribe(channel, onMessage);
        },
      };
    },
  };
}

function scriptsOf(client: NodeRedisCommands): Pick<Connection, 'evalSha' | 'eval'> {
  const plain = client.withTypeMapping({});
  return {
    evalSha: (sha, keys, args) => plain.evalSha(sha, { keys: [...keys], arguments: [...args] }),
    eval: (source, keys, args) => plain.eval(source, { keys: [...keys], arguments: [...args] }),
  };
}
