import { createEmulator } from '@cliqkit/emulator';
import { describe, expect, onTestFinished } from 'vitest';
import { carries } from '../carry.ts';
import { runChild } from './child.ts';

const slowMs = 60_000;
/** For a machine that is busy; the shortest of the timers and keep-alives that could hold it up has 4 s. */
const longestMs = 1_000;
const idle = new URL('./children/idle.ts', import.meta.url);
const abandoned = new URL('./children/abandoned.ts', import.meta.url);

const idleClients = [
  'that was made and never used',
  'whose calls have succeeded',
  'whose calls have succeeded on sockets that are kept alive',
  'whose calls were aborted in the queue',
  'whose calls were aborted in a lock',
  'whose calls were aborted between two attempts',
  'whose calls were aborted without a reply',
  'whose calls were aborted while a store did not answer',
  'whose calls have run out of time',
  'that was closed with calls under way',
] as const;

describe('a process with a client', () => {
  for (const scenario of idleClients) {
    carries(
      'C05',
      `${scenario} ends when its work is done, and is not held up by a timer or a socket`,
      async () => {
        const emulator = await createEmulator();
        onTestFinished(() => emulator.close());
        const origin = new URL(emulator.url).origin;
        const ended = await runChild(idle, [scenario, origin], { CLIQ_TOKEN: emulator.issueToken() });
        expect([ended.code, ended.stderr]).toEqual([0, '']);
        const { livedOnMs }: { livedOnMs: number } = JSON.parse(ended.stdout);
        console.log(
          `a client ${scenario}: the process lives on for ${livedOnMs.toFixed(1)} ms (yardstick: 250)`,
        );
        expect(livedOnMs).toBeLessThanOrEqual(longestMs);
      },
      slowMs,
    );
  }
});

const fates = [
  'is raced, and loses',
  'is handled in one of its branches',
  'is handled late',
  'is handled through withResponse alone',
  'is dropped',
] as const;

describe('a failing call whose promise', () => {
  for (const fate of fates) {
    carries(
      'C06',
      `${fate} leaves no rejection unhandled but its own`,
      async () => {
        const { code, stderr } = await runChild(abandoned, [fate]);
        expect([code, stderr.slice(0, 600)]).toEqual([0, '']);
      },
      slowMs,
    );
  }
});
