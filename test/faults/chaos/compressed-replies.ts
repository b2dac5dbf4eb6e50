import { once } from 'node:events';
import type { Transform } from 'node:stream';
import { createBrotliCompress, createGzip } from 'node:zlib';
import { httpReply } from './http-reply.ts';
import type { Play } from './play.ts';
import { sends } from './play.ts';

const type = { 'Content-Type': 'application/json' };

/** A compressed reply whose body unpacks to so many MiB of JSON. Some 200 kB of gzip make 200 MiB. */
export async function compressionBomb(
  encoding: 'gzip' | 'br',
  unpackedMib: number,
): Promise<{ play: Play; packedBytes: number }> {
  const packed = await pack(
    encoding === 'gzip' ? createGzip({ level: 9 }) : createBrotliCompress(),
    unpackedMib,
  );
  const reply = httpReply({ headers: { ...type, 'Content-Encoding': encoding }, body: packed });
  return { play: sends(reply), packedBytes: packed.length };
}

/** In steps, so that the test itself never holds what it is about. */
async function pack(compressor: Transform, mib: number): Promise<Buffer> {
  const packed: Buffer[] = [];
  compressor.on('data', (chunk: Buffer) => packed.push(chunk));
  compressor.write('{"data":[{"id":"');
  const block = Buffer.alloc(1024 * 1024, 'a');
  for (let count = 0; count < mib; count += 1) {
    if (!compressor.write(block)) await once(compressor, 'drain');
  }
  compressor.end('"}]}');
  await once(compressor, 'end');
  return Buffer.concat(packed);
}

/** A reply that claims to be compressed so many times over. */
export function stackedEncodings(count: number): Play {
  const encodings = Array.from({ length: count }, () => 'gzip').join(',');
  return sends(
    httpReply({ headers: { ...type, 'Content-Encoding': encodings }, body: '{"data":[]}' }),
    'end',
  );
}

/** A reply whose body is not what its Content-Encoding says. */
export function notEncodedAsSaid(encoding: string, body: string | Buffer): Play {
  return sends(httpReply({ headers: { ...type, 'Content-Encoding': encoding }, body }), 'end');
}
