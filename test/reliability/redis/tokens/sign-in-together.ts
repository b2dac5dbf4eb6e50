import type { Emulator } from '@cliqkit/emulator';
import { createClock, createEmulator } from '@cliqkit/emulator';
import type { RedisServer } from '../../../../packages/redis/test/server/redis-server.ts';
import { until } from '../../../../packages/redis/test/server/until.ts';
import type { Started } from '../../../faults/store/file-processes.ts';
import { start } from '../../../faults/store/file-processes.ts';
import type { Orders, Report } from './signed-in.ts';

const hour = 3_600_000;
const tenMinutes = 600_000;
/** Longer than a process of a busy machine is kept from renewing its turn; and short, where each is killed in its turn. */
const [longTurnMs, shortTurnMs] = [30_000, 100];
/** Calls of each process, where it is not the many calls that matter. */
const fewCalls = 5;
const endMs = 10_000;

/** An emulator on a port, and processes that sign in to it and keep their tokens on one server. */
interface World {
  readonly emulator: Emulator;
  /** A process that is up. */
  begin(): Promise<Started>;
  /** What became of the calls of one process. */
  order(process: Started, orders: Pick<Orders, 'calls' | 'diesWithToken'>): Promise<Report | undefined>;
  /** Lets time pass, for the emulator and for all processes. */
  pass(ms: number): void;
  /** When tokens were asked for. */
  tokenRequests(): number[];
  end(): Promise<void>;
}

async function makeWorld(server: RedisServer, program: string, turnMs: number): Promise<World> {
  await server.command('FLUSHALL');
  const clock = createClock({ mode: 'offset' });
  const emulator = await createEmulator({
    port: 0,
    clock,
    limits: { getPinCategories: { limit: 1e6 } },
    journalSize: 100_000,
  });
  const { credentials } = emulator;
  const origin = new URL(emulator.url).origin;
  const processes: Started[] = [];
  let aheadMs = 0;
  return {
    emulator,
    async begin() {
      const process = start(program, ['call', `${server.port}`, `${turnMs}`]);
      processes.push(process);
      await process.nextLine();
      return process;
    },
    async order({ child, lines, ended }, { calls, diesWithToken = false }) {
      const said = lines.length;
      const orders: Orders = { origin, credentials, calls, aheadMs, diesWithToken };
      child.stdin?.write(`${JSON.stringify(orders)}\n`);
      let isOver = false;
      void ended.then(() => {
        isOver = true;
      });
      await until('the calls have ended', () => isOver || lines.length > said, 60_000);
      const report = lines[said];
      return report === undefined ? undefined : JSON.parse(report);
    },
    pass(ms) {
      aheadMs += ms;
      clock.advance(ms);
    },
    tokenRequests: () =>
      emulator.journal
        .entries()
        .filter(({ operation }) => operation === 'token')
        .map(({ at }) => at),
    async end() {
      for (const { child } of processes) child.kill('SIGKILL');
      await Promise.all(processes.map(({ ended }) => ended));
      await emulator.close();
    },
  };
}

/** How many tokens were asked for by all processes together. */
export interface TogetherFigures {
  /** When nobody has a token. */
  first: number;
  /** When the one they share has expired. */
  expired: number;
  /** When it was revoked. */
  revoked: number;
  /** Calls that did not succeed. */
  failed: number;
  violations: number;
  /** Processes that did not end by themselves when they were done: something was left open in them. */
  lingering: number;
}

/** Processes that all need a token at the same moment, for many calls each. */
export async function signInTogether(
  server: RedisServer,
  program: string,
  { processes, callers }: { processes: number; callers: number },
): Promise<TogetherFigures> {
  const world = await makeWorld(server, program, longTurnMs);
  try {
    const all = await Promise.all(Array.from({ length: processes }, () => world.begin()));
    let failed = 0;
    const requests = async (calls: number): Promise<number> => {
      const before = world.tokenRequests().length;
      const reports = await Promise.all(all.map((process) => world.order(process, { calls })));
      for (const report of reports) failed += calls - (report?.succeeded ?? 0);
      return world.tokenRequests().length - before;
    };
    const first = await requests(fewCalls);
    world.pass(2 * hour);
    const expired = await requests(callers);
    // Every call presents the token that dies with the first one.
    world.emulator.faults.plan('getPinCategories', 'expire-token');
    const revoked = await requests(fewCalls);
    world.emulator.faults.assertConsumed();
    const ends = await Promise.all(all.map(endsByItself));
    return {
      first,
      expired,
      revoked,
      failed,
      violations: world.emulator.violations().length,
      lingering: ends.filter((byItself) => !byItself).length,
    };
  } finally {
    await world.end();
  }
}

/** Whether a process that is given no more orders ends, and well. */
async function endsByItself({ child, ended }: Started): Promise<boolean> {
  const late = setTimeout(() => child.kill('SIGKILL'), endMs);
  child.stdin?.end();
  await ended;
  clearTimeout(late);
  return child.exitCode === 0;
}

export interface CrashFigures {
  restarts: number;
  /** Processes that were killed with a token that nobody has kept. */
  killed: number;
  requests: number;
  /** Of them, within ten minutes on the clock of the emulator. */
  mostInTenMinutes: number;
  violations: number;
}

/** A process that is killed each time a token has arrived, before it can keep it, and is started again. */
export async function crashOverAndOver(
  server: RedisServer,
  program: string,
  { restarts, everyMs }: { restarts: number; everyMs: number },
): Promise<CrashFigures> {
  const world = await makeWorld(server, program, shortTurnMs);
  try {
    let killed = 0;
    for (let restart = 0; restart < restarts; restart += 1) {
      const process = await world.begin();
      const report = await world.order(process, { calls: 1, diesWithToken: true });
      if (report === undefined) killed += 1;
      process.child.kill('SIGKILL');
      await process.ended;
      world.pass(everyMs);
    }
    const times = world.tokenRequests();
    const recent = (until: number): number =>
      times.filter((at) => at <= until && until - at < tenMinutes).length;
    return {
      restarts,
      killed,
      requests: times.length,
      mostInTenMinutes: Math.max(0, ...times.map(recent)),
      violations: world.emulator.violations().length,
    };
  } finally {
    await world.end();
  }
}
