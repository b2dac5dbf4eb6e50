import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { describe, expect, onTestFinished } from 'vitest';
import { carries } from '../carry.ts';
import { hostOf } from '../chaos/chaos-server.ts';
import { pinChat, read } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';

type Reply = (response: ServerResponse) => void;

const filler = 'x'.repeat(200_000);

/** Bodies of a 503 that nobody wants: as they can come. */
const bodies: [what: string, reply: Reply][] = [
  ['of some hundred kB', (response) => response.end(filler)],
  [
    'in pieces',
    (response) => {
      response.write(filler);
      setImmediate(() => response.end(filler));
    },
  ],
  ['that is empty', (response) => response.end()],
];

/** A server that fails two of three times, and how many connections were made to it, and are open. */
async function failingServer(reply: Reply) {
  let requests = 0;
  let connections = 0;
  const server: Server = createServer((request, response) => {
    request.resume();
    requests += 1;
    const fails = requests % 3 !== 0;
    response.writeHead(fails ? 503 : 200, { 'content-type': 'application/json' });
    if (fails) reply(response);
    else response.end('{"data":[],"type":"chat.pin"}');
  }).listen(0, '127.0.0.1');
  server.on('connection', () => {
    connections += 1;
  });
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const open = (): Promise<number> =>
    new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
  return {
    origin: `http://${hostOf(server.address())}`,
    requests: () => requests,
    connections: () => connections,
    open,
  };
}

describe('a 503 with a body', () => {
  carries.each(
    'C07',
    bodies,
    '%s lets its connection go before the next attempt: calls one after another need two at most',
    async ([, reply]) => {
      const { origin, requests, connections, open } = await failingServer(reply);
      const cliq = cliqAt(origin);
      for (let done = 0; done < 15; done += 1) {
        await read.run(cliq).catch(() => undefined);
        await pinChat.run(cliq).catch(() => undefined);
      }
      expect(requests()).toBeGreaterThanOrEqual(30);
      expect(connections()).toBeLessThanOrEqual(2);
      expect(await open()).toBeLessThanOrEqual(2);
    },
  );

  carries.each(
    'C07',
    bodies,
    '%s pins no connection: three times 30 calls at once need hardly more than 30',
    async ([, reply]) => {
      const { origin, requests, connections } = await failingServer(reply);
      const cliq = cliqAt(origin);
      for (let round = 0; round < 3; round += 1) {
        await Promise.all(Array.from({ length: 30 }, () => read.run(cliq).catch(() => undefined)));
      }
      expect(requests()).toBeGreaterThanOrEqual(90);
      expect(connections()).toBeLessThanOrEqual(40);
    },
  );

  carries('C07', 'that does not end gives its connection up when it is larger than allowed', async () => {
    const { origin, requests, open } = await failingServer((response) => {
      const more = (): void => void (response.destroyed || response.write(filler, () => setImmediate(more)));
      more();
    });
    for (let done = 0; done < 5; done += 1) {
      const cliq = cliqAt(origin, { maxResponseBytes: 1_000_000, retry: false });
      await read.run(cliq).catch(() => undefined);
    }
    expect(requests()).toBe(5);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(await open()).toBeLessThanOrEqual(2);
  });
});
