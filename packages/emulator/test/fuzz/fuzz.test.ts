import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { DoorName } from '../doors.ts';
import { isReplay, seed, thrown } from './dice.ts';
import { fuzzQuirks } from './fuzz-quirks.ts';
import type { Answered } from './play.ts';
import { openPlayer } from './play.ts';
import { expectSound } from './soundness.ts';
import { steps } from './steps.ts';
import type { Tally } from './tally.ts';
import { createTally } from './tally.ts';

/** As many as make more than 50,000 requests, whatever the seed. */
const allRuns = 215;
const runs = Number(process.env['FUZZ_RUNS'] ?? allRuns);

const aRun = fc.record({
  sequence: fc.array(steps, { minLength: 1, maxLength: 560, size: 'max' }),
  quirks: fuzzQuirks,
});

/** The inspector: without a build there is none, and it says so with a 503. */
function isInspector(url: string): boolean {
  const { pathname } = new URL(url);
  return pathname === '/' || pathname.startsWith('/_emulator/inspector/');
}

function problemOf({ request, url, status, fault, bytes }: Answered): string[] {
  return status >= 500 && fault === undefined && !isInspector(url) ? [`${request} -> ${bytes}`] : [];
}

/** Plays generated sequences, and looks at the state after each. Throws for the smallest one that breaks something. */
async function fuzz(door: DoorName, numRuns: number): Promise<Tally> {
  const tally = createTally();
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  const property = fc.asyncProperty(aRun, async ({ sequence, quirks }) => {
    const player = await openPlayer(door, quirks);
    try {
      for (const step of sequence) {
        const answered = await player.play(step);
        tally.add(answered);
        expect(answered.flatMap(problemOf)).toEqual([]);
      }
      await expectSound(player);
    } finally {
      await player.close();
    }
  });
  await fc.assert(property, thrown(numRuns));
  console.info(`${door}: ${tally.total} requests, seed ${seed}\n${String(tally)}`);
  expect(unhandled).toEqual([]);
  return tally;
}

test('whatever is sent, nothing breaks, replies match the specs, and the state stays sound', async () => {
  const tally = await fuzz('in-process', runs);
  if (isReplay) return;
  if (runs >= allRuns) expect(tally.total).toBeGreaterThanOrEqual(50_000);
  expect(tally.count('5xx')).toBe(0);
  expect(tally.count('5xx by fault')).toBeGreaterThan(0);
  expect(tally.count('4xx throttled')).toBeGreaterThan(0);
  expect(tally.count('2xx') / tally.total).toBeGreaterThan(0.3);
  expect([...tally.succeeded].sort()).toEqual([...Object.keys(operations), 'token'].sort());
}, 300_000);

test('nor does anything break over HTTP', async () => {
  const tally = await fuzz('http', Math.ceil(runs / 20));
  if (isReplay) return;
  expect(tally.count('2xx') / tally.total).toBeGreaterThan(0.3);
}, 300_000);
