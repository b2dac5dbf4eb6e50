import { createCliq, operations } from 'cliqkit';
import type { ClassCall } from '../../faults/support/calls.ts';
import { everyClass } from '../../faults/support/calls.ts';
import { leastReply } from '../../faults/support/every-operation.ts';
import type { Figure } from '../figure.ts';
import { atMost, exactly } from '../figure.ts';
import type { WaitingState } from '../support/waiting-states.ts';
import { waitingStates, withSilentServer } from '../support/waiting-states.ts';

interface Aborted {
  readonly ms: number;
  /** Whether the call ended with the caller's own reason. */
  readonly isOwnReason: boolean;
  /** Counts the requests that came after the abort. */
  later(): number;
  /** Ends the calls in front of it. */
  close(): void;
}

/** Longer than the backoff that was aborted. */
const aftermathMs = 600;

/** An abort ends a call at once, whatever it waits for, and nothing is sent after it. */
export const abort: Figure = {
  name: 'abort',
  async measure({ quick, progress }) {
    const pairs = waitingStates.flatMap((state) => everyClass.map((call) => ({ state, call })));
    const aborted: Aborted[] = [];
    const times: number[] = [];
    await withSilentServer(async (origin) => {
      for (const { state, call } of pairs) {
        progress(`${call.retry} in ${state.name}`);
        const rounds: Aborted[] = [];
        for (let round = 0; round < (quick ? 1 : 5); round += 1)
          rounds.push(await abortIn(state, call, origin));
        aborted.push(...rounds);
        times.push(median(rounds.map(({ ms }) => ms)));
      }
      await new Promise((resolve) => setTimeout(resolve, aftermathMs));
    });
    const later = aborted.reduce((sum, one) => sum + one.later(), 0);
    for (const { close } of aborted) close();
    const what = `${waitingStates.length} waiting states x ${everyClass.length} classes`;
    const own = aborted.filter(({ isOwnReason }) => isOwnReason).length;
    return [
      exactly(`${what}: aborts that end with the caller's reason`, aborted.length, own),
      exactly('requests after an abort', 0, later),
      {
        ...atMost(`${what}: longest time from abort to end (median of 5)`, 10, Math.max(...times), ' ms'),
        machine: true,
      },
    ];
  },
};

/** The machine has pauses of its own, which are not the client's. */
function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

async function abortIn(state: WaitingState, call: ClassCall, origin: string): Promise<Aborted> {
  let arrived = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let sends = 0;
  const succeed = (): Response => leastReply(operations[call.operation]);
  const { fetch: answer = fetch, ...options } = state.options({ origin, succeed, arrived: () => arrived() });
  const cliq = createCliq({
    dataCenter: { api: 'https://cliq.test/api/v3', accounts: 'https://accounts.test' },
    credentials: { accessToken: 'token' },
    random: () => 0.9,
    fetch: (...request) => {
      sends += 1;
      return answer(...request);
    },
    ...options,
  });
  // Others use up the limit, and some more stand in front of it in the line.
  const { limit } = operations[call.operation];
  const others = state.inFront === undefined ? 0 : limit + state.inFront;
  const done = Array.from({ length: others }, () => call.run(cliq).catch(() => undefined));
  await Promise.all(done.slice(0, limit));
  const stopper = new AbortController();
  const reason = new Error('no longer needed');
  const run = call.run(cliq, { signal: stopper.signal });
  await waiting;
  await new Promise((resolve) => setImmediate(resolve));
  const sendsBefore = sends;
  const since = performance.now();
  stopper.abort(reason);
  const error: unknown = await run.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  const ms = performance.now() - since;
  return { ms, isOwnReason: error === reason, later: () => sends - sendsBefore, close: cliq.close };
}
