import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import type { Cliq, Clock } from 'cliqkit';
import { createCliq, isCliqError, refreshToken } from 'cliqkit';
import { tokensAt } from './tokens-at.ts';

/** What a process that signs in is told to do. */
export interface Orders {
  /** Of the emulator. */
  readonly origin: string;
  readonly credentials: { clientId: string; clientSecret: string; refreshToken: string };
  /** How many calls at once. */
  readonly calls: number;
  /** How far the clock of the emulator is ahead of that of the machine. */
  readonly aheadMs: number;
  /** Whether it dies as soon as a token has arrived, before it can keep it. */
  readonly diesWithToken?: boolean;
}

/** What became of its calls. */
export interface Report {
  readonly succeeded: number;
  /** Of the calls that failed: the class of the error, and whether it says when to come again. */
  readonly failed: readonly string[];
}

/** Obeys one order in each line of the standard input, and says what became of it. */
export async function obeyOrders(port: number, turnMs: number, say: (line: string) => void): Promise<void> {
  let aheadMs = 0;
  const clock: Clock = {
    wall: () => Date.now() + aheadMs,
    mono: () => performance.now() + aheadMs,
    timer(ms, fire) {
      const handle = setTimeout(fire, ms);
      return () => clearTimeout(handle);
    },
  };
  const { store, close } = tokensAt(port, { turnMs, timeoutMs: 4_000 });
  let cliq: Cliq | undefined;
  say('ready');
  for await (const line of createInterface({ input: stdin })) {
    const orders: Orders = JSON.parse(line);
    aheadMs = orders.aheadMs;
    cliq ??= createCliq({
      dataCenter: { api: `${orders.origin}/api/v3`, accounts: orders.origin },
      credentials: refreshToken({ ...orders.credentials, store }),
      pace: false,
      clock,
      async fetch(input, init) {
        const reply = await fewAtOnce(() => whole(fetch(input, init)));
        if (orders.diesWithToken && String(input).includes('/oauth/')) process.kill(process.pid, 'SIGKILL');
        return reply;
      },
    });
    say(JSON.stringify(await reportOf(cliq, orders.calls)));
  }
  close();
}

async function reportOf(cliq: Cliq, calls: number): Promise<Report> {
  const results = await Promise.allSettled(
    Array.from({ length: calls }, () => cliq.folders.list().toArray()),
  );
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [kindOf(result.reason)] : []));
  return { succeeded: results.length - failed.length, failed };
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
