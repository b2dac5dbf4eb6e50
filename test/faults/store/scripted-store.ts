import type { BudgetStore, Clock, TokenRecord, TokenStore } from 'cliqkit';
import { memoryBudgets, memoryTokens } from 'cliqkit';

/** What becomes of one command to a store's server. */
export type Fate =
  /** It works. */
  | 'works'
  /** The connection breaks before it arrives: it is not carried out. */
  | 'not sent'
  /** It is carried out, and then the connection breaks. */
  | 'reply lost'
  /** It is carried out, and nothing is ever heard of it. */
  | 'silence'
  /** It works, after so many milliseconds. */
  | { readonly afterMs: number }
  /** The server refuses it, in these words. */
  | { readonly refusal: string }
  /** The reply is something else than it should be. */
  | { readonly reply: unknown };

/** The address and the password that an error of a client for such a server may quote. */
export const secretPlace = 'redis://:hunter2@10.1.2.3:6379';

/** The fates of the commands to come, in turn; when they have run out, all is well. */
export type Script = Fate[];

async function meet<T>(fate: Fate, clock: Clock, run: () => T | Promise<T>): Promise<T> {
  if (fate === 'works') return run();
  if (fate === 'not sent') throw new Error(`connect ECONNREFUSED ${secretPlace}`);
  if (typeof fate === 'object' && 'refusal' in fate) throw new Error(`${fate.refusal} (${secretPlace})`);
  if (typeof fate === 'object' && 'reply' in fate) return fate.reply as T;
  if (typeof fate === 'object') {
    await new Promise<void>((resolve) => clock.timer(fate.afterMs, resolve));
    return run();
  }
  await run();
  if (fate === 'reply lost') throw new Error(`read ECONNRESET ${secretPlace}`);
  return new Promise(() => undefined);
}

const next = (script: Script | undefined): Fate => script?.shift() ?? 'works';

/** A store of budgets whose commands meet their fates. */
export function scriptedBudgets(
  clock: Clock,
  script: { acquire?: Script; settle?: Script },
  store: BudgetStore = memoryBudgets({ clock }),
): BudgetStore {
  return {
    acquire: (key, limits) => meet(next(script.acquire), clock, () => store.acquire(key, limits)),
    settle: (key, slot, settlement, limits) =>
      meet(next(script.settle), clock, () => store.settle(key, slot, settlement, limits)),
  };
}

/** A store of tokens whose commands meet their fates. */
export function scriptedTokens(
  clock: Clock,
  script: { read?: Script; write?: Script },
  store: TokenStore = memoryTokens(),
): TokenStore {
  return {
    read: (key) => meet(next(script.read), clock, () => store.read(key)),
    write: (key, record) => meet(next(script.write), clock, () => store.write(key, record)),
  };
}

/** A store of tokens that can be looked into, and overwritten, by hand. */
export interface OpenTokens extends TokenStore {
  readonly records: Map<string, unknown>;
  /** The only record there is. */
  single(): TokenRecord | undefined;
}

/** Keeps tokens in a map; a write that does not follow what is stored is refused. */
export function openTokens(): OpenTokens {
  const records = new Map<string, unknown>();
  return {
    records,
    single: () => [...records.values()][0] as TokenRecord | undefined,
    read: (key) => records.get(key) as TokenRecord | undefined,
    write(key, record) {
      const stored = records.get(key);
      const generation =
        typeof stored === 'object' && stored !== null && 'generation' in stored ? stored.generation : 0;
      if (stored !== undefined && record.generation !== Number(generation) + 1) return false;
      records.set(key, structuredClone(record));
      return true;
    },
  };
}
