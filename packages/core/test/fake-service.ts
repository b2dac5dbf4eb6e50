import type { FakeClock } from './fake-clock.ts';

export interface ServiceRules {
  clock: FakeClock;
  /** Calls that pass in a window. */
  limit?: number;
  windowMs?: number;
  lockMs?: number;
  /** Whether any stretch as long as a window counts, or windows that follow one another. */
  counting?: 'rolling' | 'fixed';
  /** What a call into a lock does: nothing, or it starts the lock anew. */
  inLock?: 'ignored' | 'extend';
  /** Milliseconds that a request takes on its way there, and the reply on its way back. */
  latency?: () => readonly [there: number, back: number];
}

export interface Arrival {
  readonly sentAt: number;
  readonly at: number;
  /** When its reply was back, or will be. */
  readonly repliedAt: number;
  /** Whether there was still somebody to take the reply. */
  heard: boolean;
  readonly budget: string;
  readonly fate: 'passed' | 'throttled' | 'locked';
}

export interface FakeService {
  readonly fetch: typeof globalThis.fetch;
  /** Every request that arrived, in order. */
  readonly arrivals: readonly Arrival[];
}

const none = [0, 0] as const;

/**
 * A service that limits each user's calls of each URL and method, and locks out who calls more often. Written from the
 * description of the real one, not from the code that is tested with it.
 */
export function fakeService(rules: ServiceRules): FakeService {
  const { arrivals, visit } = fakeLimits(rules);
  return {
    arrivals,
    fetch: (input, init) =>
      new Promise((resolve, reject) => {
        const { pathname } = new URL(String(input));
        const user = new Headers(init?.headers).get('authorization');
        const budget = `${user} ${init?.method} ${pathname.replace(/\d+/g, '#')}`;
        const signal = init?.signal;
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        const reply = (fate: Arrival['fate']): void => resolve(fate === 'passed' ? success() : throttle());
        visit(budget, reply, () => signal?.aborted ?? false);
      }),
  };
}

/** The limits of such a service, and the way there and back. */
export function fakeLimits(rules: ServiceRules): {
  readonly arrivals: readonly Arrival[];
  /** `gone` tells whether the caller has given up. */
  visit(budget: string, reply: (fate: Arrival['fate']) => void, gone?: () => boolean): void;
} {
  const { clock, limit = 20, windowMs = 60_000, lockMs = 300_000 } = rules;
  const { counting = 'rolling', inLock = 'ignored', latency = () => none } = rules;
  const arrivals: Arrival[] = [];
  const passed = new Map<string, number[]>();
  const lockedUntil = new Map<string, number>();

  const judge = (budget: string, now: number): Arrival['fate'] => {
    if (now < (lockedUntil.get(budget) ?? 0)) {
      if (inLock === 'extend') lockedUntil.set(budget, now + lockMs);
      return 'locked';
    }
    const from = counting === 'rolling' ? now - windowMs : Math.floor(now / windowMs) * windowMs - 1;
    const recent = (passed.get(budget) ?? []).filter((at) => at > from);
    passed.set(budget, recent);
    if (recent.length >= limit) {
      lockedUntil.set(budget, now + lockMs);
      return 'throttled';
    }
    recent.push(now);
    return 'passed';
  };

  return {
    arrivals,
    visit(budget, reply, gone = () => false) {
      const [there, back] = latency();
      const sentAt = clock.mono();
      clock.timer(there, () => {
        const at = clock.mono();
        const fate = judge(budget, at);
        const arrival = { sentAt, at, repliedAt: at + back, heard: false, budget, fate };
        arrivals.push(arrival);
        clock.timer(back, () => {
          arrival.heard = !gone();
          reply(fate);
        });
      });
    },
  };
}

const success = (): Response => new Response('{"data":[]}');
const throttle = (): Response => new Response('{"message":"Too many requests"}', { status: 429 });

/** The most arrivals that any window saw: rolling ones include every fixed one. */
export function mostInAWindow(arrivals: readonly Arrival[], windowMs = 60_000): number {
  const times = arrivals.map(({ at }) => at).sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  times.forEach((at, last) => {
    while (at - (times[first] ?? at) >= windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  });
  return most;
}

/** How many arrivals had this fate. */
export function count({ arrivals }: Pick<FakeService, 'arrivals'>, fate: Arrival['fate']): number {
  return arrivals.filter((arrival) => arrival.fate === fate).length;
}

/** How many requests were sent into a lock that the client had already been told of. */
export function sentIntoKnownLocks({ arrivals }: Pick<FakeService, 'arrivals'>, lockMs = 300_000): number {
  const known = arrivals.filter(({ fate, heard }) => heard && fate !== 'passed');
  return arrivals.filter(({ sentAt, budget }) =>
    known.some(
      (lock) => lock.budget === budget && sentAt > lock.repliedAt && sentAt < lock.repliedAt + lockMs,
    ),
  ).length;
}
