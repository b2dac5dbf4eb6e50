import type { Observer } from '../hooks/observer.ts';
import { bounded } from '../time/bounded.ts';
import type { Clock } from '../time/clock.ts';
import type { TokenRecord, TokenStore } from './token-store.ts';
import { generationOf, isTokenRecord, mergeRecords } from './token-store.ts';

/** How long a store may take to read or write, and how long to wait for the turn that it gives. */
const accessMs = 5_000;
const turnMs = 60_000;
/**
 * How often to look again when others write in between. Every write of theirs is a step towards a token, and nine requests
 * make eighteen of them, so whoever is refused more often has a store that takes nothing.
 */
export const mostLooks = 20;

/** A store that never fails the call: what it cannot keep is kept here. */
export interface GuardedTokens {
  load(): Promise<TokenRecord>;
  /** Writes what follows the record that was loaded last. Undefined when somebody else has written in between. */
  save(record: TokenRecord): Promise<TokenRecord | undefined>;
  /** Writes a record together with what others have written in between. */
  insist(record: TokenRecord): Promise<void>;
  /** Runs one at a time, as far as the store sees to it. */
  exclusive<T>(run: () => Promise<T>): Promise<T>;
}

/** Every key is there, so that none is looked up on a polluted `Object.prototype`. */
const nothing: TokenRecord = {
  generation: 0,
  refreshToken: undefined,
  accessToken: undefined,
  expiresAt: undefined,
  requestedAt: [],
  quietUntil: undefined,
};

export function guardedTokens(
  store: TokenStore | undefined,
  keyOf: () => Promise<string>,
  { clock, observer }: { clock: Clock; observer: Observer },
): GuardedTokens {
  let own = nothing;
  /** Whether the store lacks what is known here. */
  let ahead = false;
  let warned = false;
  let key: Promise<string> | undefined;
  const tooSlow = (): Error => new Error('too slow');

  const warn = (what: string): void => {
    if (!warned)
      observer.warn(`${what}; tokens are kept in memory alone. Check that it can be read and written`);
    warned = true;
  };

  const name = (): Promise<string> => {
    key ??= keyOf();
    return key;
  };

  const access = async <T>(
    ask: (store: TokenStore, name: string) => T | Promise<T>,
  ): Promise<T | undefined> => {
    if (store === undefined) return undefined;
    try {
      const key = await name();
      const answer = Promise.resolve().then(() => ask(store, key));
      return await bounded(answer, accessMs, clock, tooSlow);
    } catch {
      warn('the token store failed or did not answer');
      return undefined;
    }
  };

  const load = async (): Promise<TokenRecord> => {
    const stored: unknown = await access((from, key) => from.read(key));
    if (isTokenRecord(stored)) {
      const theirs = { ...nothing, ...stored };
      own = ahead || theirs.generation < own.generation ? mergeRecords(own, theirs) : theirs;
    } else if (typeof stored === 'object' && stored !== null) {
      warn('what the token store holds is no token record');
      own = { ...own, generation: generationOf(stored) ?? own.generation };
    }
    return own;
  };

  const save = async (record: TokenRecord): Promise<TokenRecord | undefined> => {
    const next = { ...record, generation: record.generation + 1 };
    const written = await access((to, key) => to.write(key, next));
    if (written === false) return undefined;
    own = next;
    ahead = written === undefined;
    return next;
  };

  return {
    load,
    save,
    async insist(record) {
      let next = record;
      for (let look = 0; look < mostLooks; look += 1) {
        if (await save(next)) return;
        next = mergeRecords(record, await load());
      }
      own = next;
      ahead = true;
      warn('the token store takes no record');
    },
    async exclusive<T>(run: () => Promise<T>) {
      const ask = store?.exclusive?.bind(store);
      if (ask === undefined) return run();
      let begun: Promise<T> | undefined;
      const begin = (): Promise<T> => {
        begun ??= run();
        return begun;
      };
      // Settles as soon as the run has, whatever the store does after it.
      const turn = new Promise<void>((resolve, reject) => {
        const settle = (): void => resolve();
        const inTurn = (): Promise<T> => {
          begin().then(settle, settle);
          return begin();
        };
        name()
          .then((key) => ask(key, inTurn))
          .then(settle, reject);
      });
      await bounded(turn, turnMs, clock, tooSlow).catch(() => {
        if (!begun) warn('the token store gives no turn');
      });
      return begin();
    },
  };
}
