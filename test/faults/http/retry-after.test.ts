import { describe, expect } from 'vitest';
import { fakeClock, start } from '../../../packages/core/test/fake-clock.ts';
import type { Answer } from '../../../packages/core/test/fake-fetch.ts';
import { fakeFetch, json, text } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { post, read, repeatable } from '../support/calls.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const unavailable = (retryAfter: string): Answer =>
  text('<html>Down for maintenance</html>', { status: 503, headers: { 'retry-after': retryAfter } });

const endOfTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const inSevenSeconds: [form: string, header: string][] = [
  ['seconds', '7'],
  ['a date', new Date(start + 7000).toUTCString()],
];

describe('a 503 that says when to come back', () => {
  carries.each(
    'H14',
    inSevenSeconds,
    '(in %s) is heeded to the millisecond by what may be repeated',
    async ([, header]) => {
      for (const call of repeatable) {
        const clock = fakeClock();
        const { fetch, sent } = fakeFetch(unavailable(header), json(call.reply));
        const result = call.run(cliqOn(fetch, { clock }));
        await endOfTick();
        clock.advance(6999);
        await endOfTick();
        expect(sent).toHaveLength(1);
        clock.advance(1);
        await result;
        expect(sent).toHaveLength(2);
        expect(clock.timers).toBe(0);
      }
    },
  );

  carries.each(
    'H14',
    inSevenSeconds,
    '(in %s) beyond the deadline ends the call at once',
    async ([, header]) => {
      const clock = fakeClock();
      const { fetch, sent } = fakeFetch(unavailable(header), json({ data: [] }));
      const error = await failureOf(read.run(cliqOn(fetch, { clock }), { deadline: 7000 }));
      expect(error).toMatchObject({ status: 503, attempts: 1, retryAfterMs: 7000, outcome: 'notApplied' });
      expect(sent).toHaveLength(1);
      expect([clock.mono(), clock.timers]).toEqual([0, 0]);
    },
  );

  carries('H14', 'does not make a message one that may be repeated', async () => {
    const { fetch, sent } = fakeFetch(unavailable('0'), json(post.reply));
    expect(await failureOf(post.run(cliqOn(fetch)))).toMatchObject({ status: 503, outcome: 'unknown' });
    expect(sent).toHaveLength(1);
  });

  carries.each(
    'H14',
    ['-1', 'soon', '', '1e3', '0x10', 'NaN', '9'.repeat(400)] as const,
    '(%s, which says nothing) is repeated as any other',
    async (header) => {
      const { fetch, sent } = fakeFetch(unavailable(header), json({ data: [] }));
      await read.run(cliqOn(fetch));
      expect(sent).toHaveLength(2);
    },
  );
});
