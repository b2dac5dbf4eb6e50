import { onTestFinished } from 'vitest';
import type { Emulator, Quirks, VirtualClock } from '../../src/index.ts';
import { createClock, createEmulator } from '../../src/index.ts';
import { firstUser } from './flow.ts';

/** An emulator behind its HTTP door, with a clock that only moves when told to. */
export interface HttpEmulator {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly issuer: URL;
  /** Allows on a page of the emulator, as a browser does. Gives the reply without following it. */
  allow(page: string | URL): Promise<Response>;
}

export async function openEmulator(oauthProfile: Quirks['oauthProfile']): Promise<HttpEmulator> {
  const clock = createClock();
  const emulator = await createEmulator({ clock, quirks: { oauthProfile } });
  onTestFinished(() => emulator.close());
  const issuer = new URL(emulator.accountsUrl);
  return {
    emulator,
    clock,
    issuer,
    allow: (page) =>
      fetch(page, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: issuer.origin, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ user: firstUser, decision: 'allow' }),
      }),
  };
}
