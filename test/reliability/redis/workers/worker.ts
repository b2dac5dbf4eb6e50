// A process that makes calls for users whose limits it shares with others through Redis. The figures start many of it, stop
// them and kill them. Says what it does on its standard output, at once.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { redisStores } from '@cliqkit/redis';
import type { Cliq } from 'cliqkit';
import { createCliq, isCliqError } from 'cliqkit';
import { shortWindows } from '../short-windows.ts';
import { connectClient } from './connect-client.ts';
import type { Orders, Word } from './orders.ts';

const orders: Orders = JSON.parse(process.argv[2] ?? '');
const { windowMs, attemptTimeoutMs: attemptTimeout, calls, atOnce, replyMs = 0 } = orders;
const say = (word: Word): void => void writeSync(1, `${word}\n`);

const { client, subscriber, close } = await connectClient(orders.client, orders.place);
const store = shortWindows(redisStores(client, { ...(subscriber && { subscriber }) }).budgets, windowMs);
say('up');
await once(process.stdin, 'data');
process.stdin.destroy();
await Promise.all(orders.users.flatMap(workFor));
say('done');
await close();

function workFor({ name, token }: Orders['users'][number]): Promise<void>[] {
  const cliq = createCliq({
    dataCenter: orders.hosts,
    credentials: { accessToken: token },
    pace: { store, user: name },
    fetch: slowFetch,
    attemptTimeout,
  });
  let left = calls;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await callUntilDone(cliq);
    }
  };
  return Array.from({ length: Math.min(atOnce, calls) }, work);
}

async function callUntilDone(cliq: Cliq): Promise<void> {
  for (;;) {
    try {
      await cliq.folders.list().toArray();
      return say('called');
    } catch (error) {
      if (!isCliqError(error) || error.name !== 'StoreError') {
        return say(isCliqError(error) && error.name === 'RateLimitError' ? 'throttled' : 'call failed');
      }
      say('store failed');
      await pause(windowMs / 10);
    }
  }
}

async function slowFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  say('sending');
  const reply = await fetch(input, init).catch((error: unknown) => {
    say('no reply');
    throw error;
  });
  if (replyMs > 0) await pause(Math.random() * replyMs);
  return reply;
}
