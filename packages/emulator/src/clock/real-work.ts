import { createHook } from 'node:async_hooks';

/**
 * Node's names for work that it hands to other threads: files, and the digests, ciphers and signatures of WebCrypto. Not
 * for key derivation and random bytes, whose synchronous forms go by the same names and never report their end.
 */
const names: ReadonlySet<string> = new Set([
  'FSREQPROMISE',
  'FSREQCALLBACK',
  'FILEHANDLECLOSEREQ',
  'HASHREQUEST',
  'CIPHERREQUEST',
  'SIGNREQUEST',
]);

/** Work that takes real time, whatever a clock shows. */
export interface RealWork {
  isUnderway(): boolean;
  /** Stops watching. */
  stop(): void;
}

/** Watches, from now on, for work of this process that takes real time. */
export function watchRealWork(): RealWork {
  const underway = new Set<number>();
  // No `destroy`: it would make every promise of the work several times as slow.
  const hook = createHook({
    init(id, name) {
      if (names.has(name)) underway.add(id);
    },
    after(id) {
      underway.delete(id);
    },
  }).enable();
  return { isUnderway: () => underway.size > 0, stop: () => hook.disable() };
}
