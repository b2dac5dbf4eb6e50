import { emulatedSecret } from './emulated-secret.ts';
import type { Consent } from './token-store.ts';

/** CLIQ.md: a code lives two to three minutes. */
const codeLifetimeMs = 120_000;

/** An authorization code: what a user's browser brings back from the consent page. */
interface Code extends Consent {
  readonly redirectUri: string | undefined;
  readonly expiresAt: number;
}

/** The codes that were issued and not yet used. */
export interface CodeStore {
  issue(consent: Consent, redirectUri: string | undefined, now: number): string;
  /** What a code stands for, used up by asking; nothing if it is not valid for this redirect URI. */
  redeem(value: string, redirectUri: string | undefined, now: number): Consent | undefined;
  clear(): void;
}

export function createCodeStore(seedName: string): CodeStore {
  const codes = new Map<string, Code>();
  let issued = 0;
  return {
    issue(consent, redirectUri, now) {
      issued += 1;
      const value = emulatedSecret(`${seedName} code ${issued}`);
      codes.set(value, { ...consent, redirectUri, expiresAt: now + codeLifetimeMs });
      return value;
    },
    redeem(value, redirectUri, now) {
      const code = codes.get(value);
      if (code === undefined || now >= code.expiresAt) return undefined;
      // The code of a self client belongs to no redirect URI, and goes with any.
      if (code.redirectUri !== undefined && code.redirectUri !== redirectUri) return undefined;
      codes.delete(value);
      return code;
    },
    clear() {
      codes.clear();
      issued = 0;
    },
  };
}
