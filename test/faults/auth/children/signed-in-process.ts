import type { Cliq } from 'cliqkit';
import { createCliq, isCliqError, refreshToken } from 'cliqkit';
import { fileStore } from '../file-store.ts';

/** What a process is told to do. */
export interface Orders {
  readonly origin: string;
  readonly credentials: { clientId: string; clientSecret: string; refreshToken: string };
  /** Where all of them keep their tokens. */
  readonly folder: string;
  /** Whose pins it reads. */
  readonly chat: string;
  /** How many times at once. */
  readonly calls: number;
  /** Whether it dies as soon as a token has arrived, before it can keep it. */
  readonly diesWithToken?: boolean;
}

/** What became of its calls. */
export interface Report {
  readonly succeeded: number;
  /** Of the calls that failed: the class of the error, and whether it says when to come again. */
  readonly failed: readonly string[];
}

let cliq: Cliq | undefined;

process.on('message', (message) => void obey(message as Orders));
process.send?.('ready');

async function obey(orders: Orders): Promise<void> {
  cliq ??= signedIn(orders);
  const calls = Array.from({ length: orders.calls }, () => cliq?.pins.list(orders.chat).toArray());
  const results = await Promise.allSettled(calls);
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [kindOf(result.reason)] : []));
  const report: Report = { succeeded: results.length - failed.length, failed };
  process.send?.(report);
}

function signedIn({ origin, credentials, folder, diesWithToken }: Orders): Cliq {
  return createCliq({
    dataCenter: { api: `${origin}/api/v3`, accounts: origin },
    credentials: refreshToken({ ...credentials, store: fileStore(folder) }),
    pace: false,
    async fetch(input, init) {
      const reply = await fewAtOnce(() => whole(fetch(input, init)));
      if (diesWithToken && String(input).includes('/oauth/')) process.kill(process.pid, 'SIGKILL');
      return reply;
    },
  });
}

/** The emulator takes 256 connections; the processes together must not have more. */
const mostAtOnce = 10;
const underway = new Set<Promise<unknown>>();

async function fewAtOnce<T>(run: () => Promise<T>): Promise<T> {
  while (underway.size >= mostAtOnce) await Promise.race(underway);
  const work = run().finally(() => underway.delete(work));
  underway.add(work);
  return work;
}

/** A reply whose body has come, so that its connection is free again. */
async function whole(replying: Promise<Response>): Promise<Response> {
  const reply = await replying;
  return new Response(await reply.arrayBuffer(), { status: reply.status, headers: reply.headers });
}

function kindOf(error: unknown): string {
  if (!isCliqError(error)) return String(error);
  return `${error.name}${'retryAt' in error && error.retryAt ? ' until later' : ''}`;
}
