import type { Clock, Emulator } from '@cliqkit/emulator';
import type { Dice } from '../reliability/support/dice.ts';

/** A request on its way to the service, and what came back of it. Times on the clock of the clients. */
export interface Sent {
  /** Which request of which call; empty for a token request. */
  readonly tag: string;
  readonly method: string;
  readonly url: string;
  /** Empty for a token request: its body is a secret. */
  readonly body: string;
  /** Without the access token. */
  readonly headers: string;
  readonly at: number;
  /** When it got to the service, on the service's clock: the journal's `mono`. */
  arrivedAt?: number;
  /** Status of the reply's head, 'lost' without one, 'refused' when there was no connection, 'left' when nobody waits. */
  end?: number | 'lost' | 'refused' | 'left';
  endedAt?: number;
}

export interface WireOptions {
  readonly emulator: Emulator;
  readonly clock: Clock;
  /** The service's clock. */
  readonly server: Clock;
  readonly dice: Dice;
  readonly wayThereMs: number;
  readonly wayBackMs: number;
  /** Is told of every request, when it is sent and when it has ended. */
  onChange(sent: Sent): void;
}

export const tagHeader = 'x-cliqkit-test-call';

/**
 * A network that takes its time, both ways. What is on its way arrives, even if the client has lost interest: an abort
 * does not call bytes back.
 */
export function slowWire(options: WireOptions): { fetch: typeof fetch; sent: readonly Sent[] } {
  const { emulator, clock, server, dice, wayThereMs, wayBackMs, onChange } = options;
  const all: Sent[] = [];
  const pass = (longestMs: number): Promise<void> =>
    new Promise((resolve) => clock.timer(dice.between(0, longestMs), resolve));

  const carry = async (
    sent: Sent,
    input: string,
    init: RequestInit,
    left: AbortSignal,
  ): Promise<Response> => {
    await pass(wayThereMs);
    sent.arrivedAt = server.mono();
    const reply = emulator.fetch(input, { ...init, signal: left });
    try {
      return await reply;
    } finally {
      await pass(wayBackMs);
    }
  };

  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    const url = String(input);
    const headers = new Headers(init.headers);
    const tag = headers.get(tagHeader) ?? '';
    headers.delete('authorization');
    const { method = 'GET', body = '', signal } = init;
    const sent: Sent = {
      tag,
      method,
      url,
      body: url.includes('/oauth/') ? '' : String(body ?? ''),
      headers: JSON.stringify([...headers]),
      at: clock.mono(),
    };
    all.push(sent);
    onChange(sent);
    const left = new AbortController();
    const end = (how: NonNullable<Sent['end']>): void => {
      if (sent.end !== undefined) return;
      sent.end = how;
      sent.endedAt = clock.mono();
      onChange(sent);
    };
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        end('left');
        reject(signal?.reason);
        // It still arrives; only its reply is not waited for, once it is there.
        clock.timer(wayThereMs, () => left.abort());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      carry(sent, url, init, left.signal).then(
        (reply) => {
          end(reply.status);
          resolve(reply);
        },
        (error: unknown) => {
          end(isRefusal(error) ? 'refused' : 'lost');
          reject(error);
        },
      );
    });
  };
  return { fetch, sent: all };
}

function isRefusal(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return cause?.code === 'ECONNREFUSED';
}
