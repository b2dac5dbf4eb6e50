import type { Emulator, ThrottleFault, VirtualClock } from '@cliqkit/emulator';
import { createClock, createEmulator, demo } from '@cliqkit/emulator';
import type { CallOptions, Cliq } from 'cliqkit';
import { createCliq, memoryBudgets, operations } from 'cliqkit';
import type { Figure } from '../figure.ts';
import { exactly } from '../figure.ts';
import { seedsOf } from '../seeds.ts';
import type { Dice } from '../support/dice.ts';
import { createDice } from '../support/dice.ts';

const minute = 60_000;
const hour = 3_600_000;
const { lockMs } = operations.getPinnedMessages;

/**
 * A user is locked out and the client is told; from then on nothing is sent until the lock ends, while calls come at any
 * time, the wall clock is set by up to an hour either way, and the client is replaced by a new one with the same store.
 */
export const knownLock: Figure = {
  name: 'lock',
  async measure(scale) {
    const seeds = seedsOf(scale, 10_000, 100);
    const clock = createClock();
    // The service's clock is right; it is the client's that is set. A call during a lock makes it longer: the worst case.
    const emulator = await createEmulator({
      port: false,
      clock: clock.server,
      quirks: { duringLock: 'extend' },
    });
    let intoLock = 0;
    let calls = 0;
    let failed = 0;
    for (const [index, seed] of seeds.entries()) {
      const dice = createDice(seed);
      emulator.reset();
      const ends = await playLock(dice, clock, emulator);
      const found = emulator.violations();
      calls += ends.length;
      failed += ends.filter((end) => end === 'failed').length;
      intoLock += found.length;
      for (const { message } of found)
        scale.complain(`${message}; again: pnpm reliability lock --seed ${seed}`);
      if (index % 200 === 0) scale.progress(`${index} of ${seeds.length} locks`);
    }
    return [
      exactly(`${seeds.length} locks, ${calls} calls: requests into a known lock`, 0, intoLock),
      exactly('calls that did not succeed once their lock had ended', 0, failed),
    ];
  },
};

type End = 'ok' | 'failed' | 'kept back';

async function playLock(dice: Dice, clock: VirtualClock, emulator: Emulator): Promise<End[]> {
  const store = memoryBudgets({ clock });
  const accessToken = emulator.issueToken({ expiresInMs: 1e12 });
  const connect = (): Cliq =>
    createCliq({
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: { accessToken },
      fetch: emulator.fetch,
      pace: { store, user: 'ana' },
      random: dice.next,
      clock,
    });
  let cliq = connect();
  const call = async (options: CallOptions = {}): Promise<End> => {
    try {
      await cliq.pins.getPrimary(demo.channels.launch.chatId, options);
      return 'ok';
    } catch {
      return options.deadline === undefined ? 'failed' : 'kept back';
    }
  };
  const later = (ms: number, run: () => unknown): Promise<void> =>
    new Promise((resolve) => clock.timer(ms, () => resolve(void run())));

  emulator.faults.plan('getPrimaryPinnedMessage', drawThrottle(dice, clock));
  const ends: Promise<End>[] = [];
  return clock.run(async () => {
    ends.push(call()); // It is told of the lock, and waits for its end.
    await later(1, () => undefined);
    const happening = [
      ...Array.from({ length: 3 }, () => {
        const deadline = dice.chance(0.3) ? dice.between(1, hour) : undefined;
        return later(dice.between(0, 12 * minute), () => ends.push(call({ deadline })));
      }),
      ...Array.from({ length: 3 }, () =>
        later(dice.between(0, 12 * minute), () => clock.stepWall(dice.between(-hour, hour))),
      ),
      later(dice.between(0, 12 * minute), () => {
        // Who waits goes on waiting; who comes now meets a client that was never told.
        if (dice.chance(0.5)) cliq = connect();
      }),
    ];
    await Promise.all(happening);
    return Promise.all(ends);
  });
}

/** The documented lock, or a longer one that says so, in one of the forms of the header. */
function drawThrottle(dice: Dice, clock: VirtualClock): ThrottleFault {
  const dialect = dice.pick(['429', '400', 'nested']);
  if (dice.chance(0.5)) return { kind: 'throttle', dialect };
  const longerMs = lockMs + Math.floor(dice.between(0, 10)) * minute;
  const until = new Date(Math.floor(clock.server.wall()) + longerMs + 999);
  const retryAfter = dice.chance(0.5) ? String(longerMs / 1000) : until.toUTCString();
  return { kind: 'throttle', dialect, lockMs: longerMs, retryAfter };
}
