import { onTestFinished } from 'vitest';
import type { Emulator, EmulatorOptions, VirtualClock } from '../src/index.ts';
import { createClock, createEmulator } from '../src/index.ts';
import type { ReplyExemptions } from './reply-validator.ts';
import { validatingFetch } from './reply-validator.ts';

/** A reply, read. */
export interface Read {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; `undefined` for none. */
  readonly body: unknown;
  /** What stands at a place in the body. */
  at(...keys: readonly (string | number)[]): unknown;
  /** Status and code in one, as `400 operation_failed`; only the status where there is no code. */
  readonly outcome: string;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An emulator without a socket, with a clock that only moves when told to, and calls that check their replies. */
export interface Session {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  call(method: string, path: string, options?: CallOptions): Promise<Read>;
  get(path: string, token?: string): Promise<Read>;
  post(path: string, body?: unknown, token?: string): Promise<Read>;
  put(path: string, body?: unknown, token?: string): Promise<Read>;
  delete(path: string, body?: unknown, token?: string): Promise<Read>;
  /** A token of another user. */
  as(userId: string): string;
  now(): number;
  advance(ms: number): void;
}

export const start: number = Date.UTC(2026, 10, 2, 9);

/** What stands at a place in a JSON value. */
export function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? new Map(Object.entries(inner)).get(String(key))
        : undefined,
    value,
  );
}

export async function read(reply: Response): Promise<Read> {
  const text = await reply.text();
  const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true;
  const body: unknown = isJson ? JSON.parse(text) : undefined;
  const code = valueAt(body, ['code']) ?? valueAt(body, ['error', 'code']);
  const outcome = code === undefined ? String(reply.status) : `${reply.status} ${String(code)}`;
  return {
    status: reply.status,
    headers: reply.headers,
    text,
    body,
    outcome,
    at: (...keys) => valueAt(body, keys),
  };
}

export async function startSession(
  options: Omit<EmulatorOptions, 'clock'> = {},
  exemptions: ReplyExemptions = {},
): Promise<Session> {
  const clock = createClock({ at: start });
  const emulator = await createEmulator({ port: false, clock, ...options });
  onTestFinished(() => emulator.close());
  const fetchReply = validatingFetch(emulator.fetch, exemptions);
  const own = emulator.issueToken({ expiresInMs: 1e12 });
  const session: Session = {
    emulator,
    async call(method, path, { body, token = own, headers = {} } = {}) {
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
      const authorization = token === '' ? {} : { authorization: `Zoho-oauthtoken ${token}` };
      const reply = await fetchReply(emulator.url + path, {
        method,
        headers: { ...authorization, ...headers },
        ...sent,
      });
      return await read(reply);
    },
    get: (path, token) => session.call('GET', path, token === undefined ? {} : { token }),
    post: (path, body, token) => session.call('POST', path, token === undefined ? { body } : { body, token }),
    put: (path, body, token) => session.call('PUT', path, token === undefined ? { body } : { body, token }),
    delete: (path, body, token) =>
      session.call('DELETE', path, token === undefined ? { body } : { body, token }),
    as: (userId) => emulator.issueToken({ userId, expiresInMs: 1e12 }),
    clock,
    now: clock.wall,
    advance: clock.advance,
  };
  return session;
}
