import type { Emulator, Quirks, VirtualClock } from '@cliqkit/emulator';
import { createClock, createEmulator, demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { createCliq } from 'cliqkit';
import { slowWire } from '../../storm/wire.ts';
import type { Dice } from './dice.ts';

export interface PacedJob {
  /** How many calls of one URL there are to make, all at once. */
  readonly calls: number;
  /** How many processes of the same user make them, each its share; they know nothing of each other. */
  readonly processes: number;
  /** Longest time that a request, and a reply, is on its way. */
  readonly wayThereMs: number;
  readonly wayBackMs: number;
  readonly window: Quirks['window'];
  readonly dice: Dice;
}

/** What came of a job. */
export interface JobReport {
  readonly succeeded: number;
  /** From the first call to the end of the last. */
  readonly tookMs: number;
  /** From the first arrival to the last. */
  readonly arrivedWithinMs: number;
  readonly throttles: number;
  /** Windows with more arrivals than the limit allows. */
  readonly overLimit: number;
}

/** Plays a job in virtual time, against an emulator that counts. */
export async function playJob(job: PacedJob): Promise<JobReport> {
  const { calls, processes, wayThereMs, wayBackMs, window, dice } = job;
  const clock = createClock();
  clock.advance(Math.floor(dice.between(0, 60_000))); // Fixed windows begin on the full minute.
  const emulator = await createEmulator({ port: false, clock, quirks: { window } });
  const accessToken = emulator.issueToken({ expiresInMs: 1e12 });
  const connect = (): Cliq => processOf(emulator, clock, accessToken, { wayThereMs, wayBackMs, dice });
  const clients = Array.from({ length: processes }, connect);
  const since = clock.mono();
  const ends = await clock.run(() =>
    Promise.allSettled(
      Array.from({ length: calls }, (_none, number) =>
        clients[number % processes]?.pins.getPrimary(demo.channels.launch.chatId),
      ),
    ),
  );
  const arrivals = emulator.journal
    .entries()
    .filter(({ operation }) => operation === 'getPrimaryPinnedMessage');
  return {
    succeeded: ends.filter(({ status }) => status === 'fulfilled').length,
    tookMs: clock.mono() - since,
    arrivedWithinMs: (arrivals.at(-1)?.mono ?? 0) - (arrivals[0]?.mono ?? 0),
    throttles: arrivals.filter(({ status }) => status === 429).length,
    overLimit: emulator.violations().filter(({ kind }) => kind === 'over-limit').length,
  };
}

type Way = Pick<PacedJob, 'wayThereMs' | 'wayBackMs' | 'dice'>;

function processOf(emulator: Emulator, clock: VirtualClock, accessToken: string, way: Way): Cliq {
  const { fetch } = slowWire({ ...way, emulator, clock, server: clock, onChange: () => undefined });
  return createCliq({
    dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
    credentials: { accessToken },
    random: way.dice.next,
    fetch,
    clock,
  });
}
