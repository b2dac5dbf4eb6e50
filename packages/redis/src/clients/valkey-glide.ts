import type { Connection, Listening } from './connection.ts';

/** `Decoder.String` of the package: replies are text, whatever the client was told to make of them. */
const decoder = 1;

/** What is needed of `GlideClient` and `GlideClusterClient` of the package `@valkey/valkey-glide`. */
export interface Glide {
  customCommand(args: string[], options: { decoder: typeof decoder }): Promise<unknown>;
}

/** A second client of `@valkey/valkey-glide`, for messages to cliqkit and nothing else. */
export interface GlideSubscriber {
  subscribe(channels: string[], timeoutMs: number): Promise<void>;
  unsubscribe(channels: string[], timeoutMs: number): Promise<void>;
  getPubSubMessage(): Promise<{ channel: string | Uint8Array; message: string | Uint8Array }>;
}

const withoutEnd = 0;
const unsubscribeMs = 5_000;

export function glide(
  client: Glide,
  clustered: boolean,
  subscriber: GlideSubscriber | undefined,
): Connection {
  const run = (command: string, script: string, keys: readonly string[], args: readonly string[]) =>
    client.customCommand([command, script, `${keys.length}`, ...keys, ...args], { decoder });
  return {
    clustered,
    evalSha: (sha, keys, args) => run('EVALSHA', sha, keys, args),
    eval: (source, keys, args) => run('EVAL', source, keys, args),
    ...(subscriber !== undefined && {
      listen: (channel, onMessage) => listenWith(subscriber, channel, onMessage),
    }),
  };
}

type OnMessage = (message: string) => void;

/**
 * Who reads the messages of a subscriber. One for each, for good: a read that has begun cannot be taken back, and would get the
 * next message even when nobody wants it any more.
 */
const readers = new WeakMap<GlideSubscriber, (channel: string, onMessage: OnMessage) => () => void>();

function listenWith(subscriber: GlideSubscriber, channel: string, onMessage: OnMessage): Listening {
  const read = readers.get(subscriber) ?? readerOf(subscriber);
  readers.set(subscriber, read);
  const leave = read(channel, onMessage);
  return {
    opened: subscriber.subscribe([channel], withoutEnd),
    async close() {
      leave();
      await subscriber.unsubscribe([channel], unsubscribeMs);
    },
  };
}

function readerOf(subscriber: GlideSubscriber): (channel: string, onMessage: OnMessage) => () => void {
  const listeners = new Map<string, OnMessage>();
  let reading = false;
  const readOn = async (): Promise<void> => {
    reading = true;
    try {
      while (listeners.size > 0) {
        const { channel, message } = await subscriber.getPubSubMessage();
        listeners.get(textOf(channel))?.(textOf(message));
      }
    } finally {
      reading = false;
    }
  };
  return (channel, onMessage) => {
    listeners.set(channel, onMessage);
    if (!reading) readOn().catch(() => {}); // It was closed, or gives its messages to a callback: so does `subscribe` fail, or nothing comes.
    return () => {
      if (listeners.get(channel) === onMessage) listeners.delete(channel);
    };
  };
}

function textOf(text: string | Uint8Array): string {
  return typeof text === 'string' ? text : new TextDecoder().decode(text);
}
