import type { BudgetStore, ClientOptions, Cliq, Clock } from 'cliqkit';
import { createCliq, memoryBudgets, operations, refreshToken } from 'cliqkit';
import type { FakeClock } from '../../../packages/core/test/fake-clock.ts';
import { fakeClock } from '../../../packages/core/test/fake-clock.ts';
import type { Answer } from '../../../packages/core/test/fake-fetch.ts';
import { failing, fakeFetch, hanging, hangingBody, json } from '../../../packages/core/test/fake-fetch.ts';
import type { ClassCall } from '../support/calls.ts';
import { canary } from '../support/canary.ts';

/** A call that waits, and what can be seen of it from outside. */
interface Waiting {
  readonly result: Promise<unknown>;
  readonly cliq: Cliq;
  readonly clock: FakeClock;
  /** Requests that were sent to the API until now. */
  sent(): number;
  /** Slots that were taken and not given back. */
  slotsOut(): number;
  /** What the last slot that was given back was given back with: how long it is still taken, in milliseconds. */
  lastFreeInMs(): number | undefined;
}

/** What a call waits for. */
export interface WaitingState {
  readonly name: string;
  /** Whether a request is out, which may have arrived: then its slot stays taken for a while. */
  readonly isOut: boolean;
  /** Makes the call, and gives it when it waits. */
  reach(call: ClassCall, options?: Parameters<ClassCall['run']>[1]): Promise<Waiting>;
}

/** Lets an hour pass, minute by minute, so that what a timer sets off can set the next one. */
export async function passAnHour(clock: FakeClock): Promise<void> {
  await settle();
  for (let minute = 0; minute < 60; minute += 1) {
    clock.advance(60_000);
    await settle();
  }
}

interface Scene {
  /** Answers of the service, in turn; the last one stays. */
  answers?(call: ClassCall): Answer[];
  options?(): Partial<ClientOptions>;
  /** Other calls that were made before and use up the limit, or more. */
  before?(limit: number): number;
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function countingStore(clock: Clock) {
  const memory = memoryBudgets({ clock });
  const out = new Set<string>();
  let lastFreeInMs: number | undefined;
  const store: BudgetStore = {
    acquire(key, limits) {
      const answer = memory.acquire(key, limits);
      if ('slot' in answer && answer.slot !== undefined) out.add(answer.slot);
      return answer;
    },
    settle(key, slot, settlement, limits) {
      out.delete(slot);
      lastFreeInMs = settlement.freeInMs;
      return memory.settle(key, slot, settlement, limits);
    },
  };
  return { store, slotsOut: () => out.size, lastFreeInMs: () => lastFreeInMs };
}

function state(name: string, isOut: boolean, { answers, options, before }: Scene): WaitingState {
  return {
    name,
    isOut,
    async reach(call, callOptions) {
      const clock = fakeClock();
      const { fetch, sent } = fakeFetch(...(answers?.(call) ?? [json(call.reply)]));
      const { store, ...slots } = countingStore(clock);
      const cliq = createCliq({
        dataCenter: 'eu',
        credentials: { accessToken: canary },
        pace: { store, user: 'ana' },
        random: () => 0.5,
        clock,
        fetch,
        ...options?.(),
      });
      const others = before?.(operations[call.operation].limit) ?? 0;
      for (let made = 0; made < others; made += 1) call.run(cliq).catch(() => undefined);
      await settle();
      const result = call.run(cliq, callOptions);
      result.catch(() => undefined);
      await settle();
      return {
        result,
        cliq,
        clock,
        sent: () => sent.filter(({ url }) => url.includes('/api/v3/')).length,
        ...slots,
      };
    },
  };
}

const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });

const account = { clientId: '1000.ID', clientSecret: 'secret', refreshToken: '1000.refresh' };

/** A fetch that does not heed its signal, as while it makes a connection. */
const deaf: Answer = () => new Promise(() => undefined);

/** The states in which a call can wait. */
export const waitingStates: readonly WaitingState[] = [
  state('in the queue, behind another one', false, { before: (limit) => limit + 1 }),
  state('for the limit, first in the queue', false, { before: (limit) => limit }),
  state('for a lock to end', false, { answers: ({ reply }) => [json({}, { status: 429 }), json(reply)] }),
  state('for a new token', false, {
    answers: () => [hanging()],
    options: () => ({ credentials: refreshToken(account) }),
  }),
  state('for a function that hands out tokens', false, {
    options: () => ({ credentials: { accessToken: () => new Promise(() => undefined) } }),
  }),
  state('for a connection', true, { answers: () => [deaf] }),
  state('for the head of the reply', true, { answers: () => [hanging()] }),
  state('for the body of the reply', true, { answers: () => [hangingBody('{"data":')] }),
  state('after a failure, before the next attempt', false, {
    answers: ({ reply }) => [failing(refused), json(reply)],
  }),
];
