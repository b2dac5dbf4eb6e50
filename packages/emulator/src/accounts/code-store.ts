import { emulatedSecret } from './emulated-secret.ts';
import type { Challenge } from './pkce.ts';
import { answers } from './pkce.ts';
import type { SavedCodes } from './saved-accounts.ts';
import type { ClientConsent } from './token-store.ts';

/** CLIQ.md: a code lives two to three minutes, unless a self client's was made for longer. */
const codeLifetimeMs = 120_000;

/** As many as wait for their exchange; nobody is left to wait for the oldest. */
const maxCodes = 1000;

/** What a code is to bring. */
interface CodeOrder extends ClientConsent {
  /** What the exchange has to repeat; nothing for the code of a self client, which goes with any. */
  readonly redirectUri?: string;
  readonly challenge?: Challenge;
  /** Whether a refresh token is asked for. */
  readonly offline: boolean;
  /** Whether the user was asked for consent expressly. */
  readonly prompted: boolean;
}

interface Code extends CodeOrder {
  readonly serial: number;
  readonly expiresAt: number;
}

/** A code that has had its exchange. */
interface UsedCode {
  readonly serial: number;
  readonly client: string;
  readonly expiresAt: number;
}

/** What a code has stood for, and the serial number that its tokens are known by. */
interface RedeemedCode extends CodeOrder {
  readonly serial: number;
}

/** What comes with a code at its exchange. */
interface CodeProof {
  readonly client: string;
  readonly redirectUri: string | undefined;
  readonly verifier: string | undefined;
  /** Whether a verifier may come that no challenge has asked for. */
  readonly strayVerifier: 'ignored' | 'refused';
}

/** The codes that were issued and not yet used. */
export interface CodeStore {
  issue(order: CodeOrder, now: number, lifetimeMs?: number): string;
  /** What a code stands for, used up by asking; nothing if it is not valid with this proof. */
  redeem(value: string, proof: CodeProof, now: number): RedeemedCode | undefined;
  /** Serial number of a code that this client has used already; nothing for any other, or once it would have expired. */
  usedBefore(value: string, client: string, now: number): number | undefined;
  save(): SavedCodes;
  load(saved: SavedCodes): void;
  clear(): void;
}

function isProven({ client, redirectUri, challenge }: Code, proof: CodeProof): boolean {
  if (client !== proof.client) return false;
  // The code of a self client belongs to no redirect URI, and goes with any.
  if (redirectUri !== undefined && redirectUri !== proof.redirectUri) return false;
  if (challenge === undefined) return proof.verifier === undefined || proof.strayVerifier === 'ignored';
  return answers(proof.verifier, challenge);
}

export function createCodeStore(seedName: string): CodeStore {
  const codes = new Map<string, Code>();
  const used = new Map<string, UsedCode>();
  let issued = 0;

  const valueOfCode = ({ serial }: UsedCode): string => emulatedSecret(`${seedName} code ${serial}`);

  function keep(code: Code): string {
    const value = valueOfCode(code);
    codes.set(value, code);
    return value;
  }

  function forget(from: Map<string, Code> | Map<string, UsedCode>, now: number): void {
    for (const [value, { expiresAt }] of from)
      if (now >= expiresAt || from.size >= maxCodes) from.delete(value);
  }

  function clear(): void {
    codes.clear();
    used.clear();
    issued = 0;
  }

  return {
    issue(order, now, lifetimeMs = codeLifetimeMs) {
      forget(codes, now);
      issued += 1;
      return keep({ ...order, serial: issued, expiresAt: now + lifetimeMs });
    },
    redeem(value, proof, now) {
      const code = codes.get(value);
      if (code === undefined || now >= code.expiresAt || !isProven(code, proof)) return undefined;
      codes.delete(value);
      forget(used, now);
      const { serial, client, expiresAt } = code;
      used.set(value, { serial, client, expiresAt });
      return code;
    },
    usedBefore(value, client, now) {
      const code = used.get(value);
      return code?.client === client && now < code.expiresAt ? code.serial : undefined;
    },
    save: () => ({
      issued,
      used: [...used.values()],
      codes: [...codes.values()].map(({ scopes, ...code }) => ({ ...code, scopes: [...scopes] })),
    }),
    load(saved) {
      clear();
      issued = saved.issued;
      for (const code of saved.used) used.set(valueOfCode(code), code);
      for (const { scopes, ...code } of saved.codes) keep({ ...code, scopes: new Set(scopes) });
    },
    clear,
  };
}
