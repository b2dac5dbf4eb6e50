import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { DoorName } from '../doors.ts';
import { start } from '../session.ts';
import { seed } from './dice.ts';
import type { Answered, Player } from './play.ts';
import { createPlayer, openPlayer } from './play.ts';
import type { Step } from './step.ts';
import { steps } from './steps.ts';

/** Far shorter than the HTTP door lets a URL be: references grow. */
const longestTarget = 1500;

/** The HTTP door alone has the inspector and the admin API, and a limit on URLs. */
function isForBothDoors({ target }: Step): boolean {
  const { pathname } = new URL(`http://localhost${target.replace(/^~/u, '/api/v3')}`);
  return target.length < longestTarget && pathname !== '/' && !pathname.startsWith('/_emulator');
}

const sequence = fc.sample(steps, { seed, numRuns: 1500 }).filter(isForBothDoors);

async function opened(door: DoorName): Promise<Player> {
  const player = await openPlayer(door);
  onTestFinished(() => player.close());
  return player;
}

async function trace(player: Player, some: readonly Step[] = sequence): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const step of some) answered.push(...(await player.play(step)));
  return answered;
}

/** Requests that were other requests, or got other replies. */
function differences(one: readonly Answered[], other: readonly Answered[]): readonly string[] {
  expect(other).toHaveLength(one.length);
  return one.flatMap(({ request, bytes }, index) => {
    const also = other[index];
    return also?.request === request && also.bytes === bytes
      ? []
      : [`${request} -> ${bytes}, and ${also?.request} -> ${also?.bytes}`];
  });
}

test('generated calls of all operations give the same bytes in two emulators', async () => {
  const first = await trace(await opened('in-process'));
  const succeeded = first.filter(({ status }) => status < 300).map(({ step }) => step.operation);
  expect(succeeded).toEqual(expect.arrayContaining(Object.keys(operations)));
  expect(differences(first, await trace(await opened('in-process')))).toEqual([]);
});

test('generated calls give the same bytes through both doors', async () => {
  const inProcess = await trace(await opened('in-process'));
  expect(differences(inProcess, await trace(await opened('http')))).toEqual([]);
});

test('generated calls give the same bytes after a reset, at the same times', async () => {
  const player = await opened('in-process');
  const { emulator, clock } = player;
  const first = await trace(player);
  emulator.reset();
  clock.stepWall(start - clock.wall());
  expect(differences(first, await trace(createPlayer(emulator, clock, 'in-process')))).toEqual([]);
});

test('generated calls give the same bytes from a snapshot on', async () => {
  const first = await trace(await opened('in-process'));
  const player = await opened('in-process');
  const half = Math.floor(sequence.length / 2);
  const before = await trace(player, sequence.slice(0, half));
  const snapshot = player.emulator.snapshot();
  player.emulator.reset();
  player.emulator.restore(snapshot);
  const after = await trace(player, sequence.slice(half));
  expect(differences(first, [...before, ...after])).toEqual([]);
});
