import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Benchmark, Flags } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';
import { startChild } from '../frame/start-child.ts';
import { list } from './calls.ts';
import { load } from './load.ts';

/** Less than the 10 s after which the emulator ends a connection that has not sent its head. */
const mostSeconds = 8;
const defaults = { runs: 3, seconds: 3 } as const satisfies Flags;
const connections = 200;
const betweenBytesMs = 500;

/** A client that sends its head a byte at a time, and never the end of it. */
async function openSlowly(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => socket.destroy());
  socket.write('GET /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  const timer = setInterval(() => socket.write('x'), betweenBytesMs);
  socket.once('close', () => clearInterval(timer));
  return socket;
}

export const slowConnections: Benchmark = {
  name: 'emulator-slow-connections',
  about: `Latency of normal calls while ${connections} connections send a byte every ${betweenBytesMs} ms.`,
  flags: defaults,
  async run(flags) {
    const { runs, seconds: asked } = { ...defaults, ...flags };
    const seconds = Math.min(asked, mostSeconds);
    const emulator = await startChild('serve-emulator');
    const url = await emulator.ask('url');
    const token = await emulator.ask('token');
    await load(url, token, list, seconds);
    const measured = await repeat(runs, async () => {
      const alone = await load(url, token, list, seconds);
      const port = Number(new URL(url).port);
      const sockets = await Promise.all(Array.from({ length: connections }, () => openSlowly(port)));
      const crowded = await load(url, token, list, seconds);
      const held = sockets.filter(({ closed }) => !closed).length;
      if (held < connections) throw new Error(`only ${held} of ${connections} slow connections were held`);
      for (const socket of sockets) socket.destroy();
      return { alone: alone.p99Ms, crowded: crowded.p99Ms };
    });
    await emulator.stop();
    const besides = 'p99 without';
    return [
      {
        name: `p99 with ${connections} slow connections`,
        unit: 'ms',
        values: measured.map(({ crowded }) => crowded),
        target: { atMost: 100 },
        besides,
      },
      { name: besides, unit: 'ms', values: measured.map(({ alone }) => alone) },
    ];
  },
};
