import type { Connection, Listening } from '../clients/connection.ts';

/** Messages from other processes that something is worth another look. They may be lost: nothing may depend on them alone. */
export interface Signals {
  /** The name of this process among all that share the server. Messages to it go to `channelOf(prefix, id)`. */
  readonly id: string;
  /**
   * Calls `wake` for each message about this, and once when messages begin to arrive, for what came before is lost. The
   * function that it gives ends that. The connection for messages is open only while somebody listens.
   */
  on(about: string, wake: () => void): () => void;
}

/** A message may be here before the reply that makes somebody listen for it. So many are kept, the latest. */
const keptMessages = 1_000;
const idBytes = 6;

/** Where messages to one process go. The scripts publish there; the message is what it is about: a key. */
export function channelOf(prefix: string, id: string): string {
  return `${prefix}:wake:${id}`;
}

export function signalsOn(connection: Connection, prefix: string, warn: (message: string) => void): Signals {
  const listeners = new Map<string, Set<() => void>>();
  const early = new Set<string>();
  let id: string | undefined;
  let end: (() => Promise<void>) | undefined;
  let ended: Promise<void> = Promise.resolve();
  let warned = false;

  const wakeAll = (): void => {
    for (const about of [...listeners.keys()]) wakeAbout(about);
  };
  const wakeAbout = (about: string): void => {
    for (const wake of [...(listeners.get(about) ?? [])]) wake();
  };
  const receive = (about: string): void => {
    if (listeners.has(about)) {
      wakeAbout(about);
      return;
    }
    early.add(about);
    const [oldest] = early;
    if (oldest !== undefined && early.size > keptMessages) early.delete(oldest);
  };
  const failed = (): void => {
    if (warned) return;
    warned = true;
    warn(
      'The server sends no messages to this process, so calls that wait look again only when they were told to. Check that this user of the server may subscribe to channels.',
    );
  };

  /** Listens until the function that it gives is called, which resolves when the connection is closed. */
  const begin = (): (() => Promise<void>) => {
    let open = true;
    let listening: Listening | undefined;
    const fail = (): void => {
      if (open) failed();
    };
    const started = ended
      .then(() => {
        if (!open) return;
        listening = connection.listen?.(
          channelOf(prefix, self.id),
          (about) => open && receive(about),
          () => open && wakeAll(),
        );
        listening?.opened.then(() => open && wakeAll(), fail);
      })
      .catch(fail);
    return async () => {
      open = false;
      early.clear();
      await started;
      // Whatever it could not close is closed already.
      await listening?.close().catch(() => {});
    };
  };

  const self: Signals = {
    get id() {
      id ??= randomId();
      return id;
    },
    on(about, wake) {
      if (connection.listen === undefined) return () => {};
      let listens = true;
      const call = (): void => {
        if (listens) wake();
      };
      const others = listeners.get(about) ?? new Set();
      listeners.set(about, others.add(call));
      end ??= begin();
      if (early.delete(about)) queueMicrotask(call);
      return () => {
        if (!listens) return;
        listens = false;
        others.delete(call);
        if (others.size === 0) listeners.delete(about);
        if (listeners.size > 0 || end === undefined) return;
        ended = end();
        end = undefined;
      };
    },
  };
  return self;
}

/** 8 characters of base64url. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(idBytes));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
