import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReplay, thrown } from './dice.ts';
import { fuzzQuirks } from './fuzz-quirks.ts';
import type { Player } from './play.ts';
import { openPlayer } from './play.ts';
import type { Step } from './step.ts';
import { steps } from './steps.ts';

/** A pin that ends is gone with the next call to its chat, also with one that is refused. */
function endsNothing({ operation, body }: Step): boolean {
  return operation !== 'addPinnedMessage' || typeof body !== 'string' || !/⟦(?:iso|ms):/u.test(body);
}

/** The shelf of somebody who has never had anything on it: as good as none. */
const untouched = /,\{"userId":"\d+","chatIds":\[\],"folders":\[\],"modifiedAt":null\}/gu;

function stateOf({ emulator }: Player): string {
  return JSON.stringify(emulator.snapshot().workspace).replaceAll(untouched, '');
}

const sequence = fc.array(steps.filter(endsNothing), { minLength: 1, maxLength: 150, size: 'max' });

test('whatever is refused, and whatever only reads, changes nothing', async () => {
  const seen = { unchanged: 0, changed: 0 };
  const property = fc.asyncProperty(sequence, fuzzQuirks, async (some, quirks) => {
    const player = await openPlayer('in-process', quirks);
    let before = stateOf(player);
    for (const step of some) {
      const answered = await player.play(step);
      const after = stateOf(player);
      if (step.method === 'GET' || answered.every(({ status }) => status >= 400)) {
        expect(after === before, answered[0]?.request).toBe(true);
        seen.unchanged += 1;
      } else if (after !== before) seen.changed += 1;
      before = after;
    }
    await player.close();
  });
  await fc.assert(property, thrown(60));
  if (isReplay) return;
  expect(seen.unchanged).toBeGreaterThan(500);
  expect(seen.changed).toBeGreaterThan(500);
}, 120_000);
