import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { compressionBomb } from '../../faults/chaos/compressed-replies.ts';
import { httpReply } from '../../faults/chaos/http-reply.ts';
import type { Play } from '../../faults/chaos/play.ts';
import { sends } from '../../faults/chaos/play.ts';
import type { Figure } from '../figure.ts';
import { atMost } from '../figure.ts';
import { measureInChild } from '../support/run-child.ts';

interface Exploded {
  readonly message: string;
  readonly growthBytes: number;
  readonly ms: number;
}

const child = new URL('../children/bomb.ts', import.meta.url);
const unpackedMib = 200;
const mib = 1024 * 1024;

/** A small reply that unpacks to 200 MiB is stopped, and takes little memory. */
export const bomb: Figure = {
  name: 'bomb',
  async measure({ quick, progress }) {
    progress('packing');
    const { play, packedBytes } = await compressionBomb('gzip', unpackedMib);
    const harmless = sends(
      httpReply({ headers: { 'Content-Type': 'application/json' }, body: '{"data":[]}' }),
    );
    const explosions: Exploded[] = [];
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      progress(`unpacking, round ${round + 1}`);
      explosions.push(await explode([harmless, play]));
    }
    const bad = explosions.find(({ message }) => !message.includes('larger than'));
    const most = Math.max(...explosions.map(({ growthBytes }) => growthBytes)) / mib;
    const ms = Math.min(...explosions.map((explosion) => explosion.ms));
    return [
      {
        figure: `a reply of ${Math.round(packedBytes / 1000)} kB that unpacks to ${unpackedMib} MiB`,
        required: 'stopped',
        measured: bad === undefined ? 'stopped' : `not: ${bad.message}`,
        holds: bad === undefined,
      },
      { ...atMost('memory that it takes', 64, most, ' MiB'), machine: true },
      { ...atMost('until it is stopped', 500, ms, ' ms'), machine: true },
    ];
  },
};

/** Has a process of its own sent these replies, one for each request. */
async function explode(plays: readonly Play[]): Promise<Exploded> {
  let requests = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // The client goes first.
    socket.on('data', () => {
      plays[requests]?.act(socket);
      requests += 1;
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await measureInChild<Exploded>(child, {
      flags: ['--expose-gc'],
      args: [`http://127.0.0.1:${port}`],
    });
  } finally {
    server.close();
  }
}
