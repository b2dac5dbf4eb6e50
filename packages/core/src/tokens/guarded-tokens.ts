import type { Observer } from '../hooks/observer.ts';
import { bounded } from '../time/bounded.ts';
import type { Clock } from '../time/clock.ts';
import type { TokenRecord, TokenStore } from './token-store.ts';
import { isTokenRecord } from './token-store.ts';

/** How long a store may take to read or write, and to run one renewal. */
const accessMs = 5_000;
const renewalMs = 60_000;

/** A store that never fails the call: what it cannot keep is kept here. */
export interface GuardedTokens {
  load(): Promise<TokenRecord>;
  /** Gives whether nobody else has written in between. */
  save(record: TokenRecord): Promise<boolean>;
  exclusive<T>(run: () => Promise<T>): Promise<T>;
}

const nothing: TokenRecord = { generation: 0, requestedAt: [] };

export function guardedTokens(
  store: TokenStore | undefined,
  keyOf: () => Promise<string>,
  { clock, observer }: { clock: Clock; observer: Observer },
): GuardedTokens {
  let own = nothing;
  let warned = false;
  let key: Promise<string> | undefined;
  const tooSlow = (): Error => new Error('too slow');

  const access = async <T>(
    ask: (store: TokenStore, key: string) => T | Promise<T>,
  ): Promise<T | undefined> => {
    if (store === undefined) return undefined;
    try {
      key ??= keyOf();
      const name = await key;
      return await bounded(
        Promise.resolve().then(() => ask(store, name)),
        accessMs,
        clock,
        tooSlow,
      );
    } catch {
      if (!warned)
        observer.warn(
          'the token store failed; tokens are kept in memory alone. Check that it can be read and written',
        );
      warned = true;
      return undefined;
    }
  };

  return {
    async load() {
      const stored: unknown = await access((from, name) => from.read(name));
      if (isTokenRecord(stored) && stored.generation >= own.generation) own = stored;
      return own;
    },
    async save(record) {
      const written = await access((to, name) => to.write(name, record));
      if (written === false) return false;
      own = record;
      return true;
    },
    async exclusive(run) {
      if (!store?.exclusive) return run();
      key ??= keyOf();
      const name = await key;
      return bounded(store.exclusive(name, run), renewalMs, clock, tooSlow);
    },
  };
}
