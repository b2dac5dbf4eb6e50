import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '@cliqkit/emulator';
import { demo } from '@cliqkit/emulator';
import type { TokenRecord } from 'cliqkit';
import { describe, expect, onTestFinished } from 'vitest';
import { carries } from '../carry.ts';
import { read } from '../support/calls.ts';
import { emulated } from '../support/emulated.ts';
import type { Orders, Report } from './children/signed-in-process.ts';
import { openStore, signedIn } from './signed-in.ts';

const slowMs = 60_000;
const program = fileURLToPath(new URL('./children/signed-in-process.ts', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

/** An emulator on a port that lets any number of reads through, and a folder for a store. */
async function world(): Promise<{ emulator: Emulator; orders: Orders; tokenRequests(): number }> {
  const { emulator } = await emulated({ port: 0, limits: { [read.operation]: { limit: 100_000 } } });
  const { credentials, url, journal } = emulator;
  const chat = demo.channels.launch.chatId;
  const orders = { origin: new URL(url).origin, credentials, folder: await emptyFolder(), chat, calls: 1 };

  const tokenRequests = (): number =>
    journal.entries().filter(({ operation }) => operation === 'token').length;
  return { emulator, orders, tokenRequests };
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-tokens-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A process that is up, and waits for its orders. */
async function started(): Promise<ChildProcess> {
  const child = fork(program, { cwd: root, execArgv: ['--conditions=@cliqkit/source', '--import', 'tsx'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

async function reportOf(child: ChildProcess, orders: Orders): Promise<Report> {
  const reporting = once(child, 'message');
  child.send(orders);
  const [report] = await reporting;
  return report;
}

async function recordsIn(folder: string): Promise<TokenRecord[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}

describe('eight processes that share a store', () => {
  carries(
    'A11',
    'ask for one token, for 125 calls at once in each of them, and for one more when it is refused',
    async () => {
      const { emulator, orders, tokenRequests } = await world();
      const children = await Promise.all(Array.from({ length: 8 }, started));
      const all = (calls: number): Promise<Report[]> =>
        Promise.all(children.map((child) => reportOf(child, { ...orders, calls })));
      expect(await all(125)).toEqual(Array(8).fill({ succeeded: 125, failed: [] }));
      expect(tokenRequests()).toBe(1);
      emulator.faults.plan(read.operation, 'expire-token');
      expect(await all(5)).toEqual(Array(8).fill({ succeeded: 5, failed: [] }));
      expect(tokenRequests()).toBe(2);
      emulator.faults.assertConsumed();
      expect(emulator.violations()).toEqual([]);
    },
    slowMs,
  );
});

describe('a process that crashes and starts over', () => {
  carries(
    'A12',
    'eleven times, killed each time a token has arrived, asks for nine',
    async () => {
      const { emulator, orders, tokenRequests } = await world();
      const ends: unknown[] = [];
      for (let start = 0; start < 11; start += 1) {
        const child = await started();
        const ended = once(child, 'exit').then(([, signal]) => signal);
        const reporting = once(child, 'message').then(([report]) => report);
        child.send({ ...orders, diesWithToken: true });
        ends.push(await Promise.race([ended, reporting]));
        const [record] = await recordsIn(orders.folder);
        expect(record?.requestedAt).toHaveLength(Math.min(9, start + 1));
      }
      expect(ends).toEqual([
        ...Array(9).fill('SIGKILL'),
        ...Array(2).fill({ succeeded: 0, failed: ['AuthError until later'] }),
      ]);
      expect(tokenRequests()).toBe(9);
      expect(emulator.violations()).toEqual([]);
    },
    slowMs,
  );

  carries('A12', 'fifty times in ten minutes, with every token lost, asks for nine', async () => {
    const { clock, process, tokenRequests, failureOf, check } = await signedIn();
    const { read: readRecord, write, record } = openStore();
    const asked: number[] = [];
    for (let start = 0; start < 50; start += 1) {
      // What it keeps of a token is lost with it; that it has asked is not.
      const forgetful = process({
        read: readRecord,
        write: (key, next) => (next.accessToken ? new Promise(() => undefined) : write(key, next)),
      });
      const calling = clock.run(read.run(forgetful)).catch(() => undefined);
      await calling;
      clock.advance(1000);
      asked.push(tokenRequests().length);
    }
    expect(asked.at(-1)).toBe(9);
    expect(record()?.requestedAt).toHaveLength(9);
    expect(await failureOf(read.run(process({ read: readRecord, write })))).toMatchObject({
      retryAt: expect.any(Date),
    });
    clock.advance(600_000);
    await read.run(process({ read: readRecord, write }));
    check();
  });
});
