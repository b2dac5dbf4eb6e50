import { deflateRawSync, gzipSync } from 'node:zlib';
import { ResponseError } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { compressionBomb, notEncodedAsSaid, stackedEncodings } from '../chaos/compressed-replies.ts';
import { everyClass, pinChat, post, read } from '../support/calls.ts';
import { canary } from '../support/canary.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const mib = 1024 * 1024;

/** The most memory that this process holds while something runs, above what it held before. */
async function memoryGrowth(run: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  let watching = true;
  const watch = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
    if (watching) setImmediate(watch);
  };
  watch();
  await run();
  watching = false;
  return Math.max(most, process.memoryUsage.rss()) - before;
}

describe('a small reply that unpacks to 200 MiB', () => {
  carries.each(
    'T17',
    ['gzip', 'br'] as const,
    '(%s) is stopped at the cap, and memory grows by 64 MiB at most',
    async (encoding) => {
      const { play, packedBytes } = await compressionBomb(encoding, 200);
      expect(packedBytes).toBeLessThan(256 * 1024);
      const server = await chaosServer(play);
      const growth = await memoryGrowth(async () => {
        const error = await failureOf(read.run(cliqAt(server.origin)));
        expect(error).toBeInstanceOf(ResponseError);
        expect(error).toMatchObject({ status: 200, outcome: 'notApplied', attempts: 1 });
        expect(error.message).toContain(`larger than ${10 * mib} bytes`);
      });
      expect(growth / mib).toBeLessThanOrEqual(64);
      expect(server.requests).toHaveLength(1);
    },
  );

  carries('T17', 'leaves a message unknown', async () => {
    const { play } = await compressionBomb('gzip', 200);
    const server = await chaosServer(play);
    const error = await failureOf(post.run(cliqAt(server.origin)));
    expect(error).toMatchObject({ name: 'ResponseError', outcome: 'unknown', attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  carries('T17', 'is a matter of size: what is below the cap is read', async () => {
    const { play } = await compressionBomb('gzip', 9);
    const server = await chaosServer(play);
    expect(await read.run(cliqAt(server.origin))).toHaveLength(1);
  });
});

describe('a reply that claims to be compressed thousands of times', () => {
  carries('T18', 'is one typed error, and costs no memory to speak of', async () => {
    for (const call of everyClass) {
      const server = await chaosServer(stackedEncodings(3000));
      const growth = await memoryGrowth(async () => {
        const error = await failureOf(call.run(cliqAt(server.origin)));
        expect(error).toMatchObject({
          operation: call.operation,
          outcome: call.retry === 'safe' ? 'notApplied' : 'unknown',
        });
      });
      expect(growth / mib).toBeLessThanOrEqual(64);
      if (call === post) expect(server.requests).toHaveLength(1);
    }
  });
});

const text = '{"data":[{"id":"1_2"}]}';
const lies: [what: string, encoding: string, body: string | Buffer][] = [
  ['plain text for gzip', 'gzip', text],
  ['plain text for br', 'br', text],
  ['gzip for br', 'br', gzipSync(text)],
  ['gzip once for twice', 'gzip, br', gzipSync(text)],
  ['plain text for deflate', 'deflate', `${canary} ${text}`],
];
const damaged: [what: string, encoding: string, body: string | Buffer][] = [
  ['cut off', 'gzip', gzipSync(text).subarray(0, 24)],
  ['broken within', 'gzip', Buffer.concat([gzipSync(text).subarray(0, 16), Buffer.from('garbage')])],
];

describe('a reply that is not compressed as it says', () => {
  carries.each(
    'T19',
    lies,
    '(%s) is one typed error that quotes nothing of it',
    async ([, encoding, body]) => {
      for (const call of everyClass) {
        const server = await chaosServer(notEncodedAsSaid(encoding, body));
        expect(await failureOf(call.run(cliqAt(server.origin)))).toMatchObject({
          operation: call.operation,
          outcome: call.retry === 'safe' ? 'notApplied' : 'unknown',
        });
        if (call === post) expect(server.requests).toHaveLength(1);
      }
    },
  );

  carries.each('T19', damaged, '(%s) is never taken for data', async ([, encoding, body]) => {
    for (const call of [read, pinChat, post]) {
      const server = await chaosServer(notEncodedAsSaid(encoding, body));
      expect(await failureOf(call.run(cliqAt(server.origin)))).toMatchObject({
        operation: call.operation,
        outcome: call.retry === 'safe' ? 'notApplied' : 'unknown',
      });
    }
  });

  carries('T19', 'but is JSON all the same is read where fetch lets it through', async () => {
    for (const [encoding, body] of [
      ['identity', text],
      ['utf-8', text],
      ['deflate', deflateRawSync(text)],
    ] as const) {
      const server = await chaosServer(notEncodedAsSaid(encoding, body));
      expect(await read.run(cliqAt(server.origin))).toHaveLength(1);
    }
  });
});
