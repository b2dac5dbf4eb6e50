import { createServer } from 'node:http';
import { createEmulator } from '@cliqkit/emulator';
import type { Clock } from 'cliqkit';
import { describe, expect, onTestFinished } from 'vitest';
import { fakeClock } from '../../../packages/core/test/fake-clock.ts';
import { closedPort } from '../../../packages/core/test/local-server.ts';
import { carries } from '../carry.ts';
import type { ClassCall } from '../support/calls.ts';
import { everyClass } from '../support/calls.ts';
import { cliqAt, cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

/** What fetch throws when there is no connection. */
const noConnection = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`getaddrinfo ${code}`), { code }) });

/** A fetch that cannot connect the first times, and then reaches an emulator. */
async function emulatorAfter(failures: number, code: string) {
  const emulator = await createEmulator({ port: false });
  const seen = { tried: 0, reached: 0 };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    seen.tried += 1;
    if (seen.tried <= failures) throw noConnection(code);
    seen.reached += 1;
    return emulator.fetch(input, init);
  };
  const cliq = (options: { clock?: Clock } = {}) =>
    cliqOn(fetch, {
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: { accessToken: emulator.issueToken() },
      ...options,
    });
  return { seen, cliq };
}

const rows = ['ENOTFOUND', 'EAI_AGAIN'].flatMap((code) =>
  everyClass.map((call) => [code, call.retry, call] as const),
);

describe('a host whose name does not resolve', () => {
  carries.each(
    'T01',
    rows,
    'with %s, for an operation that is %s: passes when it resolves again',
    async ([code, , call]) => {
      const { seen, cliq } = await emulatorAfter(2, code);
      await call.run(cliq());
      expect(seen).toEqual({ tried: 3, reached: 1 });
    },
  );

  carries.each(
    'T01',
    rows,
    'with %s, for an operation that is %s: fails after four attempts, nothing applied',
    async ([code, , call]) => {
      const { seen, cliq } = await emulatorAfter(Number.POSITIVE_INFINITY, code);
      const error = await failureOf(call.run(cliq()));
      expect(error).toMatchObject({
        name: 'ConnectionError',
        phase: 'connect',
        outcome: 'notApplied',
        retryable: true,
        operation: call.operation,
        attempts: 4,
      });
      expect(seen).toEqual({ tried: 4, reached: 0 });
    },
  );
});

const byClass = everyClass.map((call) => [call.retry, call] as const);

describe('a port that nothing listens on', () => {
  carries.each(
    'T02',
    byClass,
    'for an operation that is %s: fails after four attempts, and names the host',
    async ([, call]) => {
      const { origin, host } = await closedPort();
      const error = await failureOf(call.run(cliqAt(origin)));
      expect(error).toMatchObject({ phase: 'connect', outcome: 'notApplied', retryable: true, attempts: 4 });
      expect(error.message).toContain(host);
    },
  );

  carries.each(
    'T02',
    byClass,
    'for an operation that is %s: passes once something does, with one request',
    async ([, call]) => {
      const { origin, host } = await closedPort();
      const service = lateServer(call);
      let tries = 0;
      const fetch: typeof globalThis.fetch = async (input, init) => {
        tries += 1;
        if (tries === 3) await service.listen(Number(host.split(':')[1]));
        return globalThis.fetch(input, init);
      };
      await call.run(cliqAt(origin, { fetch }));
      expect([tries, service.requests()]).toEqual([3, 1]);
    },
  );
});

/** A server that is there when it is told to be. */
function lateServer({ reply }: ClassCall) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    requests: () => requests,
    listen: (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve)),
  };
}

/** Lets everything run that waits for no timer and no input. */
const endOfTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a connection that is never established', () => {
  carries.each('T03', byClass, 'for an operation that is %s: the next attempt passes', async ([, call]) => {
    const { seen, cliq } = await emulatorAfter(1, 'UND_ERR_CONNECT_TIMEOUT');
    await call.run(cliq());
    expect(seen).toEqual({ tried: 2, reached: 1 });
  });

  carries.each(
    'T03',
    byClass,
    'for an operation that is %s: ends at the deadline of the caller',
    async ([, call]) => {
      const clock = fakeClock();
      const signals: unknown[] = [];
      const fetch: typeof globalThis.fetch = (_input, init) => {
        signals.push(init?.signal);
        return new Promise(() => undefined);
      };
      let settled = false;
      const failure = failureOf(call.run(cliqOn(fetch, { clock }), { deadline: 5000 })).finally(() => {
        settled = true;
      });
      await endOfTick();
      clock.advance(4999);
      await endOfTick();
      expect(settled).toBe(false);
      clock.advance(1);
      // Whether a connection was there cannot be known from outside: a message may have been sent.
      const outcome = call.retry === 'safe' ? 'notApplied' : 'unknown';
      expect(await failure).toMatchObject({ name: 'TimeoutError', timeoutMs: 5000, attempts: 1, outcome });
      expect(signals).toMatchObject([{ aborted: true }]);
      expect(clock.timers).toBe(0);
    },
  );
});
