import { onTestFinished } from 'vitest';
import type { AdminClient, Emulator, EmulatorOptions, VirtualClock } from '../../src/index.ts';
import { createAdminClient, createClock, createEmulator } from '../../src/index.ts';
import { contractFetch } from './contract.ts';

/** An emulator behind HTTP, its frozen clock, and a client of its admin API that checks every reply by the contract. */
export interface Connected {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly admin: AdminClient;
  /** Operations that have succeeded through `admin`. */
  readonly seen: ReadonlySet<string>;
  /** Sends to the API as the first user of the seed. */
  send(method: string, path: string, body?: unknown): Promise<Response>;
}

export async function connect(options: EmulatorOptions = {}): Promise<Connected> {
  const clock = createClock();
  const emulator = await createEmulator({ clock, ...options });
  onTestFinished(() => emulator.close());
  const seen = new Set<string>();
  const admin = createAdminClient({
    url: emulator.origin,
    token: emulator.adminToken,
    fetch: contractFetch(seen),
  });
  const authorization = `Zoho-oauthtoken ${emulator.issueToken({ expiresInMs: 1e12 })}`;
  return {
    emulator,
    clock,
    admin,
    seen,
    send: (method, path, body) =>
      fetch(emulator.url + path, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
