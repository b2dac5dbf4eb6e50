import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callsInTurn, replyTo } from '../support/any-call.ts';
import { createDice } from '../support/dice.ts';
import { measureGrowth } from '../support/growth.ts';

/** Calls of every operation over real sockets, some of which go wrong. Their limits are left aside: time is real here. */
const calls = Number(process.argv[2]);
const plain = process.argv[3] === 'plain';
const concurrency = 16;
const dice = createDice(1);

const server = createServer(async (request, reply) => {
  request.resume();
  const luck = dice.next();
  if (luck < 0.02) return reply.writeHead(503).end('<html>'.padEnd(4096));
  if (luck < 0.03) return request.socket.resetAndDestroy();
  const answer = replyTo(request.headers as Record<string, string>);
  return reply.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

const call = callsInTurn({
  dataCenter: { api: `http://127.0.0.1:${port}/api/v3`, accounts: `http://127.0.0.1:${port}` },
  pace: false,
  random: () => 0,
});
/** What a call costs without a client: Node's own sockets, parsers and caches grow for a while, too. */
async function plainCall(number: number, signal: AbortSignal): Promise<void> {
  const headers = { 'x-cliqkit-test-operation': number % 2 === 0 ? 'getPinCategories' : 'pinChat' };
  const reply = await fetch(`http://127.0.0.1:${port}/api/v3/chats/${number % 32}`, { headers, signal });
  await reply.text();
}

const growth = await measureGrowth({
  calls,
  concurrency,
  settle: async () => {
    server.closeAllConnections(); // Sockets and their buffers come and go.
    await new Promise((resolve) => setTimeout(resolve, 50));
  },
  call: plain ? plainCall : (number, signal) => call(number, { signal, deadline: 60_000 }),
});
console.log(JSON.stringify(growth));
server.closeAllConnections();
server.close();
