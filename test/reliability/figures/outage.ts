import { createClock } from '@cliqkit/emulator';
import type { RetryClasses } from 'cliqkit';
import { everyOperation } from '../../faults/support/every-operation.ts';
import type { Figure } from '../figure.ts';
import { atLeast, atMost } from '../figure.ts';
import { callsInTurn, replyTo } from '../support/any-call.ts';
import { createDice } from '../support/dice.ts';

const concurrency = 20;

/** Retries help against failures of some calls, and do not add to the load when most fail. */
export const outage: Figure = {
  name: 'outage',
  async measure({ quick, progress, seed = 1 }) {
    const many = quick ? 2000 : 20_000;
    progress('an outage');
    const outage = await play(1000, 1, seed);
    progress('a brownout');
    const brownout = await play(quick ? 2000 : 10_000, 0.5, seed);
    progress('some failures');
    const some = await play(many, 0.1, seed);
    return [
      atMost('a total outage, 1,000 calls: sends', 1005, outage.sends),
      atMost('half of the sends fail: sends for each call', 1.12, brownout.sends / brownout.calls),
      atLeast(
        `one send in ten fails, ${many.toLocaleString('en')} calls that may be repeated: success`,
        99.8,
        (100 * some.succeeded) / some.calls,
        ' %',
      ),
    ];
  },
};

/** What must not be done twice is not repeated after a failure; here it is, so that every call is one that may be. */
const harmless: RetryClasses = Object.fromEntries(everyOperation.map(({ id }) => [id, 'safe']));

/** What the service answers when it fails, in any of the ways in which it can. */
const failures: readonly [() => Response, ...(() => Response)[]] = [
  () => new Response(null, { status: 500 }),
  () => new Response('<html></html>', { status: 502 }),
  () => new Response(null, { status: 503 }),
  () => {
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
  },
];

async function play(calls: number, failureRate: number, seed: number) {
  const clock = createClock();
  const dice = createDice(seed);
  let sends = 0;
  let succeeded = 0;
  let next = 0;
  const call = callsInTurn({
    pace: false,
    retry: { classes: harmless },
    random: dice.next,
    clock,
    async fetch(_url, init) {
      sends += 1;
      return dice.chance(failureRate) ? dice.pick(failures)() : replyTo(init?.headers);
    },
  });
  const work = async (): Promise<void> => {
    while (next < calls) {
      const number = next;
      next += 1;
      await call(number).then(
        () => {
          succeeded += 1;
        },
        () => undefined,
      );
    }
  };
  await clock.run(() => Promise.all(Array.from({ length: concurrency }, work)));
  return { calls, sends, succeeded };
}
