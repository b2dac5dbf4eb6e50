import { onTestFinished } from 'vitest';
import type { Emulator, EmulatorOptions, VirtualClock } from '../src/index.ts';
import { createClock, createEmulator } from '../src/index.ts';

export const doors: readonly ['http', 'in-process'] = ['http', 'in-process'];

export type DoorName = (typeof doors)[number];

/** An emulator behind one of its doors, with a frozen clock, and a plain `fetch` to it. */
export interface Opened {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly send: typeof fetch;
  /** Sends as the first user of the seed; gives what a caller of `fetch` sees. */
  see(method: string, path: string, body?: unknown): Promise<string>;
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof TypeError ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(error);
}

/** What a caller of `fetch` sees of a reply: its status and text, or where it broke, and how. */
export async function sight(answered: Promise<Response>): Promise<string> {
  let reply: Response;
  try {
    reply = await answered;
  } catch (error) {
    return `no reply: ${codeOf(error)}`;
  }
  try {
    return `${reply.status} ${await reply.text()}`.trim();
  } catch (error) {
    return `${reply.status}, then ${codeOf(error)}`;
  }
}

export async function openDoor(door: DoorName, options: EmulatorOptions = {}): Promise<Opened> {
  const clock = createClock();
  const emulator = await createEmulator({ port: door === 'http' ? 0 : false, clock, ...options });
  onTestFinished(() => emulator.close());
  const send = door === 'http' ? fetch : emulator.fetch;
  const authorization = `Zoho-oauthtoken ${emulator.issueToken({ expiresInMs: 1e12 })}`;
  return {
    emulator,
    clock,
    send,
    see: (method, path, body) =>
      sight(
        send(emulator.url + path, {
          method,
          headers: { authorization },
          redirect: 'manual',
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
  };
}

/** Lets everything happen that is about to. */
export async function turns(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits without a timer until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turns(1);
}

/** The body of a token request with the refresh token. */
export function refreshForm(
  emulator: Emulator,
  changed: Readonly<Record<string, string>> = {},
): URLSearchParams {
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  return new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
    ...changed,
  });
}
