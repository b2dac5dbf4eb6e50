import type { Benchmark, Flags } from '../frame/benchmark.ts';
import { bytes, bytesTable } from './bytes.ts';
import { besidePeers, byUsers, growing, rates } from './rates.ts';
import { byWaiting, scenes, waiting } from './waiting.ts';

const defaults = {
  users: 100_000,
  peers: 5_000,
  waiting: 10_000,
  doublings: 3,
  calls: 2,
  rounds: 2,
} as const satisfies Flags;

export const scale: Benchmark = {
  name: 'scale',
  about:
    'Pacing of many users in one process: calls a second, bytes for each user, and calls that wait by the thousand.',
  method: [
    'All limiters keep 20 calls a minute for each user, in the memory of one process. Each figure comes from a process of its own; the order turns from round to round.',
    '**Calls that need not wait**: each user calls `--calls` times, in turn, a thousand calls under way at a time. "cliqkit, store" is `memoryBudgets` alone: a slot taken and given back. "cliqkit, pace" is the middleware around it, one for each user with one store, as a client has it; what it calls answers at once. Percentiles are of calls one after the other, from asking to being let go.',
    'The peers do less or other work: rate-limiter-flexible counts in fixed windows and refuses, nothing waits in it and there is nothing to give back; p-throttle and p-queue are the strict kinds, one object for each user in a `Map`; a bottleneck Group sets a timer for each call, which is most of its time. None of them knows when a reply came, or of a lock.',
    '**Heap for each user**: after garbage collection, the name of the user included. An idle user has called once, and a window has passed since. cliqkit forgets such a user when others call, which is not part of the figure; rate-limiter-flexible has a timer for each that forgets it; a bottleneck Group keeps it for five minutes; what is in a `Map` stays.',
    '**Calls that wait**: so many at once, in virtual time, with replies that take 50 to 150 ms, so that slots become free one by one; until the last has been let go, or has given up. Processor time, the timers of the virtual clock and the call itself included.',
    'Growth is the largest of the ratios of a size to half of it, from the shortest times of the rounds: 2 is linear.',
  ],
  flags: defaults,
  quick: { users: 10_000, peers: 300, waiting: 400, doublings: 0, calls: 2, rounds: 1 },
  plots: [
    {
      name: 'scale-users',
      title: 'Microseconds for a call, by users in one process',
      table: byUsers,
      columns: growing,
      kind: 'lines',
    },
    {
      name: 'scale-peers',
      title: 'Calls a second that need not wait',
      table: besidePeers,
      columns: ['calls'],
      kind: 'bars',
      log: true,
    },
    {
      name: 'scale-bytes',
      title: 'Bytes of the heap for each idle user',
      table: bytesTable,
      columns: ['has called once, all free again'],
      kind: 'bars',
      log: true,
    },
    {
      name: 'scale-waiting',
      title: 'Microseconds of processor time for a call that waits, by how many wait',
      table: byWaiting,
      columns: scenes,
      kind: 'lines',
    },
  ],
  async run(flags) {
    const { users, peers: peerUsers, waiting: calls, ...others } = { ...defaults, ...flags };
    return [
      ...(await rates({ users, peerUsers, ...others })),
      ...(await bytes(users, peerUsers)),
      ...(await waiting({ waiting: calls, ...others })),
    ];
  },
};
