import { fileTokens } from '@cliqkit/node';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { killWriters } from './file-kills.ts';
import type { Workplace } from './file-processes.ts';
import { makeWorkplace, start } from './file-processes.ts';
import { recordOf } from './file-record.ts';
import { stopWriters } from './file-stops.ts';

let place: Workplace;
beforeAll(async () => {
  place = await makeWorkplace();
});
afterAll(() => place.remove());

describe.skipIf(process.platform === 'win32')('a process that keeps tokens in files', () => {
  const timeoutMs = 180_000;

  carries(
    'S12',
    'and is killed at any moment leaves the old record or the new one, and never less than it acknowledged',
    async () => {
      const figures = await killWriters(place, { kills: 120 });
      expect(figures).toMatchObject({ kills: 120, torn: 0, lost: 0, loose: 0, leftOver: 0 });
      expect(figures.interrupted).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  carries(
    'S06',
    'and is stopped beyond its lease at any moment overwrites nothing when it goes on',
    async () => {
      const figures = await stopWriters(place, { rounds: 25 });
      expect(figures).toMatchObject({ rounds: 25, overwritten: 0, lost: 0 });
      expect(figures.holding).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  carries('S05', 'and is killed while it holds the lock is waited for no longer than its lease', async () => {
    const { child, nextLine, ended } = start(place.program, ['hold', place.path, 'c0', '1000']);
    expect(await nextLine()).toBe('held');
    const store = fileTokens({ path: place.path });
    const order: string[] = [];
    const waiting = store.exclusive?.('c0', async () => order.push('taken over'));
    await store.exclusive?.('c1', async () => order.push('another account'));
    child.kill('SIGKILL');
    await Promise.all([waiting, ended]);
    expect(order).toEqual(['another account', 'taken over']);
  });

  carries('S06', 'and is stopped between its read and its write has that write refused', async () => {
    const { child, nextLine, ended } = start(place.program, ['hold', place.path, 'd0', '200']);
    expect(await nextLine()).toBe('held');
    child.kill('SIGSTOP');
    const store = fileTokens({ path: place.path });
    const newer = { ...recordOf(1), accessToken: 'newer' };
    expect(await store.exclusive?.('d0', async () => store.write('d0', newer))).toBe(true);
    child.kill('SIGCONT');
    child.stdin?.write('go\n');
    expect(await nextLine()).toBe('refused');
    await ended;
    expect(await store.read('d0')).toEqual(newer);
  });
});
