import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { fakeClock } from '../../../packages/core/test/fake-clock.ts';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';

const limit = 20;
const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One reply at a time, and all that follows from it. */
async function oneByOne(release: () => Promise<void>): Promise<void> {
  await release();
  await drained();
}

const replies = fc.constantFrom('data', 'throttle', 'refused', 'failed', 'page' as const);

function refused(): TypeError {
  return Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
}

describe('when a throttle arrives while other calls are under way', () => {
  carries('R05', 'nothing more is sent from that tick on, in whatever order the replies come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler({ act: oneByOne }),
        fc.array(replies, { minLength: limit, maxLength: limit }).filter((all) => all.includes('throttle')),
        fc.integer({ min: 0, max: 40 }),
        async (scheduler, kinds, queued) => {
          const clock = fakeClock();
          let locked = false;
          let sent = 0;
          let sentIntoLock = 0;
          const fetch: typeof globalThis.fetch = async () => {
            const kind = kinds[sent] ?? 'data';
            sent += 1;
            if (locked) sentIntoLock += 1;
            await scheduler.schedule(Promise.resolve(), `${sent} ${kind}`);
            if (kind === 'throttle') locked = true;
            if (kind === 'refused') throw refused();
            if (kind === 'page') return new Response('<html>', { status: 502 });
            return Response.json({ data: [] }, { status: { data: 200, throttle: 429, failed: 500 }[kind] });
          };
          const cliq = cliqOn(fetch, { clock, pace: {} });
          const calls = Array.from({ length: limit + queued }, () =>
            cliq.folders
              .list()
              .toArray()
              .catch(() => undefined),
          );
          await drained();
          await scheduler.waitIdle();
          await drained();
          clock.advance(299_999);
          await drained();
          expect([locked, sentIntoLock]).toEqual([true, 0]);
          expect(sent).toBeLessThanOrEqual(limit + kinds.filter((kind) => kind !== 'throttle').length);
          cliq.close();
          await Promise.all(calls);
          expect(clock.timers).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
