import { createClock } from '@cliqkit/emulator';
import { refreshToken } from 'cliqkit';
import { callsInTurn, replyTo } from '../support/any-call.ts';
import { createDice } from '../support/dice.ts';
import { measureGrowth } from '../support/growth.ts';

/** Calls of every operation as a client comes: paced, repeated, with tokens of a grant, and some that go wrong. */
const calls = Number(process.argv[2]);
const clock = createClock();
const dice = createDice(1);
let tokens = 0;

const call = callsInTurn({
  credentials: refreshToken({ clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh' }),
  random: dice.next,
  clock,
  async fetch(url, init) {
    if (String(url).startsWith('https://accounts.test')) {
      tokens += 1;
      return Response.json({ access_token: `token${tokens}`, expires_in: 3600 });
    }
    const luck = dice.next();
    if (luck < 0.02) return new Response(null, { status: 503 });
    if (luck < 0.03) throw new TypeError('fetch failed');
    if (luck < 0.0305) return Response.json({}, { status: 429 });
    if (luck < 0.04) return Response.json({ code: 'operation_failed' }, { status: 400 });
    return replyTo(init?.headers);
  },
});

const growth = await measureGrowth({
  calls,
  concurrency: 640,
  call: (number, signal) => call(number, { signal, deadline: number % 3 === 0 ? 3_600_000 : undefined }),
  run: (work) => clock.run(work),
});
console.log(JSON.stringify({ ...growth, timers: growth.timers + clock.timers }));
