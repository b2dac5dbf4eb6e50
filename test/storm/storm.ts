import { createHash } from 'node:crypto';
import { createClock, createEmulator } from '@cliqkit/emulator';
import type { ClientOptions, OperationId } from 'cliqkit';
import { isCliqError, operations } from 'cliqkit';
import { createDice } from '../reliability/support/dice.ts';
import { drawCall } from './calls/draw-call.ts';
import { connect } from './clients.ts';
import { judge } from './oracle/judge.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome.ts';
import { drawPlan, stormFaults } from './plan.ts';
import type { PlayedCall } from './record.ts';
import { createTagging } from './tagging.ts';
import { setOff } from './trouble.ts';
import { slowWire } from './wire.ts';

/** What came of a storm. */
export interface StormReport {
  readonly seed: number;
  readonly calls: number;
  readonly sends: number;
  readonly faults: number;
  readonly ends: Readonly<Record<Outcome['kind'], number>>;
  /** What must not be, each with the call that it happened to. */
  readonly problems: readonly string[];
  /** Everything that happened, in order, and its SHA-256. */
  readonly trace: readonly string[];
  readonly hash: string;
}

const hour = 3_600_000;
const everywhere = [...(Object.keys(operations) as OperationId[]), 'token'] as const;

export interface StormOptions {
  /** @default 50 */
  readonly calls?: number;
  /** What the clients do otherwise than by default, such as a mistake that has to be noticed. */
  readonly client?: Partial<ClientOptions>;
}

/** Plays a storm of mixed calls through random faults. The same seed gives the same storm, byte for byte. */
export async function storm(
  seed: number,
  { calls: callCount = 50, client = {} }: StormOptions = {},
): Promise<StormReport> {
  const dice = createDice(seed);
  const plan = drawPlan(dice);
  const clock = createClock();
  const { server } = clock;
  const emulator = await createEmulator({
    port: false,
    clock: server,
    quirks: plan.quirks,
    journalSize: 100_000,
  });
  emulator.faults.random({ seed, rate: plan.faultRate, faults: stormFaults, operations: everywhere });
  const trace: string[] = [JSON.stringify({ seed, plan })];
  const note = (what: string, details: object): void => {
    trace.push(`${clock.mono()} ${what} ${JSON.stringify(details)}`);
  };
  const { wayThereMs, wayBackMs } = plan;
  const wire = slowWire({
    ...{ emulator, clock, server, dice, wayThereMs, wayBackMs },
    onChange: (sent) => note('wire', sent),
  });
  const tagging = createTagging();
  const { middleware } = tagging;
  const clients = connect(plan, { emulator, clock, fetch: wire.fetch, dice, middleware, note, client });
  setOff(plan, clock, dice, clients);

  const calls: PlayedCall[] = [];
  const ownFolders: string[] = [];
  const pause = (ms: number): Promise<void> => new Promise((resolve) => clock.timer(ms, resolve));

  const play = async (number: number): Promise<void> => {
    const around = { number, now: Math.floor(server.wall()), ownFolders };
    const call = drawCall(dice, around, plan.operations);
    const deadline = dice.chance(0.2) ? dice.between(500, 120_000) : undefined;
    const abortAfterMs = dice.chance(0.1) ? dice.between(0, 90_000) : undefined;
    const stopper = new AbortController();
    const abort = (): void => stopper.abort(new Error(`abort of call ${number}`));
    const cancel = abortAfterMs === undefined ? () => undefined : clock.timer(abortAfterMs, abort);
    tagging.register(stopper.signal, number);
    const startedAt = clock.mono();
    note('call', { number, operation: call.operation, deadline, abortAfterMs });
    const options = { signal: stopper.signal, deadline };
    const outcome = await outcomeOf(
      call.run(clients[number % clients.length] ?? clients[0], options),
      stopper.signal,
    );
    cancel();
    note('end', { number, ...told(outcome) });
    calls.push({ number, call, outcome, startedAt, endedAt: clock.mono(), deadline });
    if (call.operation !== 'createPinCategory' || outcome.kind !== 'ok') return;
    ownFolders.push((outcome.value as { category_id: string }).category_id);
  };

  let next = 0;
  const work = async (): Promise<void> => {
    while (next < callCount) {
      next += 1;
      const number = next;
      await pause(dice.between(0, plan.pauseMs));
      await play(number);
    }
  };
  await clock.run(async () => {
    await Promise.all(Array.from({ length: plan.concurrency }, work));
    await pause(hour); // What was left on its way arrives, and locks end.
  });
  const faults = emulator.faults.account().consumed.length;
  emulator.faults.clear();
  const { sent } = wire;
  const problems = await judge({ emulator, clock, calls, sent, operations: tagging.operations });
  const ends = { ok: 0, notApplied: 0, unknown: 0, aborted: 0, bare: 0 };
  for (const { outcome } of calls) ends[outcome.kind] += 1;
  const hash = createHash('sha256').update(trace.join('\n')).digest('hex');
  return { seed, calls: calls.length, sends: sent.length, faults, ends, problems, trace, hash };
}

/** What a trace keeps of an outcome. */
function told(outcome: Outcome): object {
  if (outcome.kind === 'ok') return outcome;
  if (!('error' in outcome) || !isCliqError(outcome.error)) return { kind: outcome.kind };
  const { name, message, attempts } = outcome.error;
  return { kind: outcome.kind, name, message, attempts };
}
