import { createClock, createEmulator } from '@cliqkit/emulator';
import type { TokenRecord, TokenStore } from 'cliqkit';
import { createCliq, refreshToken } from 'cliqkit';

const second = 1000;
const tenMinutes = 600_000;
/** How long after its start a process crashes, and how long it takes until it is started again. */
const lifeMs = 5 * second;
const downMs = 20 * second;
/** How long a reply takes that comes too late. */
const wayMs = 9 * second;

export interface Restarts {
  readonly restarts: number;
  /** Whether the replies of the accounts server come while the process is alive. */
  readonly tokensArrive: boolean;
}

export interface RestartsReport {
  /** Token requests in all. */
  readonly requests: number;
  readonly mostInTenMinutes: number;
  readonly violations: number;
}

/** A process that crashes and is started again, over and over, with a store that outlives it. */
export async function playRestarts({ restarts, tokensArrive }: Restarts): Promise<RestartsReport> {
  const clock = createClock();
  const emulator = await createEmulator({ port: false, clock });
  const disk = new Map<string, TokenRecord>();
  const pass = (ms: number): Promise<void> => new Promise((resolve) => clock.timer(ms, resolve));
  for (let start = 0; start < restarts; start += 1) {
    let isAlive = true;
    let asked = (): void => undefined;
    const hasAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const cliq = createCliq({
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: refreshToken({ ...emulator.credentials, store: storeOf(disk, () => isAlive) }),
      async fetch(input, init) {
        asked();
        if (!isAlive) return new Promise<Response>(() => undefined);
        const reply = await emulator.fetch(input, init);
        if (!tokensArrive && String(input).includes('/oauth/')) await pass(wayMs);
        return reply;
      },
      clock,
    });
    // The account's name in the store is a digest, which takes real time: nothing may happen before it is there.
    const call = cliq.folders.list().toArray().then(asked, asked);
    await Promise.race([hasAsked, call]);
    await clock.run(() => pass(lifeMs));
    isAlive = false;
    cliq.close();
    await clock.run(() => pass(downMs));
  }
  const times = emulator.journal
    .entries()
    .filter(({ operation }) => operation === 'token')
    .map(({ at }) => at);
  const recent = (until: number): number =>
    times.filter((at) => at <= until && until - at < tenMinutes).length;
  return {
    requests: times.length,
    mostInTenMinutes: Math.max(0, ...times.map(recent)),
    violations: emulator.violations().filter(({ kind }) => kind === 'token-over-limit').length,
  };
}

/** A file, as a process sees it that can die. */
function storeOf(disk: Map<string, TokenRecord>, isAlive: () => boolean): TokenStore {
  return {
    read: (key) => disk.get(key),
    write(key, record) {
      if (!isAlive() || record.generation !== (disk.get(key)?.generation ?? 0) + 1) return false;
      disk.set(key, structuredClone(record));
      return true;
    },
  };
}
