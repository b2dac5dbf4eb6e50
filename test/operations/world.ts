import type { Emulator, Quirks } from '@cliqkit/emulator';
import { createClock, createEmulator } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { createCliq } from 'cliqkit';
import { validatingFetch } from '../../packages/emulator/test/reply-validator.ts';

/**
 * An emulator over real HTTP, Ana's client to it, and the time in it. Every reply is held against the spec. The client
 * sends each call once and at once: single operations, limits and locks are to be seen as they are.
 */
export interface World {
  emulator: Emulator;
  /** Signed in as Ana with every scope. */
  cliq: Cliq;
  /** Moves the emulator's clock. */
  later(ms: number): void;
  /** A client with another token. */
  withToken(token: string): Cliq;
  /** Sends what the SDK would refuse to, as Ana, and answers with status and code. */
  raw(method: string, path: string, body?: unknown): Promise<{ status: number; code: unknown }>;
}

/** Hands a fresh world to a test and closes it afterwards. */
export async function inWorld<T>(
  run: (world: World) => Promise<T>,
  quirks: Partial<Quirks> = {},
): Promise<T> {
  const clock = createClock();
  const emulator = await createEmulator({ clock, quirks });
  const send = validatingFetch(fetch);
  const withToken = (accessToken: string): Cliq =>
    createCliq({
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: { accessToken },
      fetch: send,
      clock,
      // What the service answers to one request: waiting and repeating have tests of their own.
      retry: false,
      pace: false,
    });
  const token = emulator.issueToken();
  const raw: World['raw'] = async (method, path, body) => {
    const response = await send(`${emulator.url}${path}`, {
      method,
      headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const reply: unknown = await response.json().catch(() => undefined);
    return { status: response.status, code: (reply as { code?: unknown } | undefined)?.code };
  };
  try {
    return await run({ emulator, cliq: withToken(token), later: clock.advance, withToken, raw });
  } finally {
    await emulator.close();
  }
}

/** The `last_sync_time` of a read made now, a second after whatever was changed. */
export async function syncTimeNow({ cliq, later }: World): Promise<number> {
  later(1000);
  for await (const { syncTime } of cliq.folders.list().pages()) if (syncTime !== undefined) return syncTime;
  throw new Error('the list of folders has no Date header');
}
