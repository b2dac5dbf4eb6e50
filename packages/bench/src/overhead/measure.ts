import type { Calls, Peer } from './peers/peer.ts';
import type { Outcome, Plan, Round } from './plan.ts';

const callersAtOnce = 64;

interface Contender {
  readonly name: string;
  readonly call: Calls['get'];
}

type TimeRound = Omit<Round, 'perSecondAt64'>;

/** A peer whose calls take longer waits of its own accord. It makes few of them, and one at a time. */
const slowMs = 100;
const slowRounds = 3;

/** All peers, in turns; the order moves on by one each round. */
export async function measure(peers: readonly Peer[], plan: Plan): Promise<readonly Outcome[]> {
  const contenders: Contender[] = [];
  for (const peer of peers) {
    if (peer.paced && !plan.paced) continue;
    const calls = await peer.open(plan.way);
    contenders.push({ name: peer.name, call: calls[plan.call] });
  }
  const slow = await warmUp(contenders, plan);
  if (plan.bytes) return await bytesOfAll(contenders, slow, plan);
  const rounds = new Map(contenders.map(({ name }) => [name, [] as Round[]]));
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { name, call } of rotated(contenders, round)) {
      if (slow.has(name) && round >= slowRounds) continue;
      const alone = await timed(call, plan);
      const perSecondAt64 = slow.has(name) ? alone.perSecond : await atOnce(call, plan);
      rounds.get(name)?.push({ ...alone, perSecondAt64 });
    }
  }
  return contenders.map(({ name }) => ({ peer: name, rounds: rounds.get(name) ?? [], bytes: [] }));
}

/** Gives the names of those that are slow. */
async function warmUp(contenders: readonly Contender[], plan: Plan): Promise<ReadonlySet<string>> {
  const slow = new Set<string>();
  const batches = 5;
  for (let batch = 0; batch < batches; batch += 1) {
    for (const { name, call } of contenders) {
      if (slow.has(name)) continue;
      const took = await oneByOne(call, plan.warmUp / batches, plan.patienceMs);
      // Not the first time: then it is loaded and compiled. The first call after a while may go at once.
      const meanMs = took.reduce((sum, ms) => sum + ms, 0) / took.length;
      if (batch > 0 && meanMs > slowMs) slow.add(name);
    }
  }
  return slow;
}

function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** Milliseconds of each call. */
async function oneByOne(call: Calls['get'], calls: number, patienceMs: number): Promise<number[]> {
  const took: number[] = [];
  const end = performance.now() + patienceMs;
  for (let made = 0; made < calls; made += 1) {
    const before = performance.now();
    await call(0);
    const after = performance.now();
    took.push(after - before);
    if (after > end) break;
  }
  return took;
}

async function timed(call: Calls['get'], { calls, patienceMs }: Plan): Promise<TimeRound> {
  const before = performance.now();
  const cpuBefore = process.cpuUsage();
  const took = await oneByOne(call, calls, patienceMs);
  const cpu = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - before) / 1000;
  const sorted = took.sort((a, b) => a - b);
  const at = (share: number): number => (sorted[Math.floor(share * sorted.length)] ?? Number.NaN) * 1000;
  return {
    p10Us: at(0.1),
    medianUs: at(0.5),
    p99Us: at(0.99),
    cpuUs: (cpu.user + cpu.system) / took.length,
    perSecond: took.length / seconds,
  };
}

/** Calls a second of 64 users, each of which calls again when its call is done. */
async function atOnce(call: Calls['get'], { calls, patienceMs }: Plan): Promise<number> {
  let left = Math.max(calls, 2 * callersAtOnce);
  let made = 0;
  const before = performance.now();
  const end = before + patienceMs;
  const caller = async (user: number): Promise<void> => {
    while (left > 0 && performance.now() < end) {
      left -= 1;
      await call(user);
      made += 1;
    }
  };
  await Promise.all(Array.from({ length: callersAtOnce }, (_, user) => caller(user)));
  return made / ((performance.now() - before) / 1000);
}

/**
 * How far the heap grows from call to call. The young generation is so large (see the flags of the process) that
 * a batch ends before it is collected; one that was collected within is left out.
 */
async function bytesOfAll(
  contenders: readonly Contender[],
  slow: ReadonlySet<string>,
  plan: Plan,
): Promise<readonly Outcome[]> {
  const collect = globalThis.gc;
  if (!collect) throw new Error('the process that counts bytes has to be started with --expose-gc');
  const bytes = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { name, call } of rotated(contenders, round)) {
      if (slow.has(name) && round >= slowRounds) continue;
      collect();
      const before = process.memoryUsage().heapUsed;
      const { length } = await oneByOne(call, plan.calls, plan.patienceMs);
      const grown = process.memoryUsage().heapUsed - before;
      if (grown > 0) bytes.get(name)?.push(grown / length);
    }
  }
  return contenders.map(({ name }) => ({ peer: name, rounds: [], bytes: bytes.get(name) ?? [] }));
}
