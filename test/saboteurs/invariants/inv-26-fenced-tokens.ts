import type { TokenRecord, TokenStore } from 'cliqkit';
import { expect } from 'vitest';
import { read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf, settle } from '../setup.ts';

/** A store without turns, which refuses a write that does not follow what is stored, and gives way to one by force. */
interface FencedStore extends TokenStore {
  readonly record: () => TokenRecord | undefined;
}

function fencedStore(): FencedStore {
  const records = new Map<string, TokenRecord>();
  return {
    record: () => [...records.values()][0],
    read: (key) => records.get(key),
    write(key, record) {
      const stored = records.get(key);
      if (stored && record.generation !== stored.generation + 1) return false;
      records.set(key, record);
      return true;
    },
  };
}

export const fencedTokens: Invariant = {
  id: 'INV-26',
  says: 'who is stopped with a token in hand does not overwrite the newer one of another',
  async check(makeClient) {
    const { clock, setup, arrived } = await bench();
    const store = fencedStore();
    const pass = (ms: number): Promise<void> => new Promise((resolve) => clock.timer(ms, resolve));
    let stops = 1;
    const stopped: TokenStore = {
      read: (key) => store.read(key),
      async write(key, record) {
        // Stopped between the reply of the accounts server and the write.
        if (record.accessToken !== undefined && stops-- > 0) await pass(4_000);
        return store.write(key, record);
      },
    };
    const first = read.run(cliqOf(makeClient({ ...setup, tokens: stopped })));
    await settle();
    clock.advance(2_000);
    await clock.run(() => read.run(cliqOf(makeClient({ ...setup, tokens: store }))));
    const newer = store.record();
    expect(newer?.accessToken).toBeDefined();
    await clock.run(first);
    await clock.run(pass(20_000)); // Until what is still under way has been written, too.
    expect(arrived('token')).toHaveLength(2);
    expect(store.record()?.accessToken).toBe(newer?.accessToken);
    expect(store.record()?.requestedAt).toHaveLength(2);
  },
};
