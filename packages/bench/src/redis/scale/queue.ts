import { createDice } from '../dice.ts';

/** How long scripts wait at a server before they run, in milliseconds. */
export interface Waits {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** So many scripts are enough for a steady 99th percentile. */
const scripts = 200_000;

/** Plays a server that runs one script after the other, and to which they come at random. */
export function playQueue(scriptsPerSecond: number, scriptUs: number): Waits {
  const dice = createDice(2);
  const waits = new Float64Array(scripts);
  let now = 0;
  let freeAt = 0;
  for (let index = 0; index < scripts; index += 1) {
    now += (-Math.log(1 - dice()) * 1e6) / scriptsPerSecond;
    waits[index] = Math.max(0, freeAt - now);
    freeAt = Math.max(freeAt, now) + scriptUs;
  }
  waits.sort();
  const quantile = (share: number): number => (waits[Math.floor(share * (scripts - 1))] ?? Number.NaN) / 1000;
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}
