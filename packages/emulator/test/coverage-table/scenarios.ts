import type { Carried } from './carry.ts';
import { common } from './every-operation.ts';
import { folders } from './folders.ts';
import { pins } from './pins.ts';
import { threads } from './threads.ts';

/** What carries the cells, by the file in which it stands. */
export const scenarios: ReadonlyMap<string, readonly Carried[]> = new Map([
  ['every-operation.ts', common],
  ['pins.ts', pins],
  ['folders.ts', folders],
  ['threads.ts', threads],
]);
