import type { TokenRecord, TokenStore } from './token-store.ts';

/** Keeps tokens in memory. Clients that are given the same one share the tokens of an account. */
export function memoryTokens(): TokenStore {
  const records = new Map<string, TokenRecord>();
  const last = new Map<string, Promise<unknown>>();
  return {
    read: (key) => records.get(key),
    write(key, record) {
      const stored = records.get(key);
      if (stored && record.generation !== stored.generation + 1) return false;
      records.set(key, record);
      return true;
    },
    async exclusive(key, run) {
      const before = last.get(key);
      const mine = (async () => {
        await before?.catch(() => undefined); // The failure of another is its own.
        return run();
      })();
      last.set(key, mine);
      try {
        return await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };
}
