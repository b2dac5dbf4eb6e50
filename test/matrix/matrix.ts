import { createClock, createEmulator } from '@cliqkit/emulator';
import type { ClientOptions, Cliq, OperationId } from 'cliqkit';
import { createCliq, isCliqError, operations, refreshToken } from 'cliqkit';
import { calls } from './calls.ts';
import type { Cell } from './cells.ts';
import type { Expectation, Repeated } from './expectation.ts';
import { expect } from './expectation.ts';
import type { Send } from './sends.ts';
import { areAlike, recorded } from './sends.ts';
import { workspaceState } from './workspace-state.ts';

/** An operation when nothing goes wrong: what it starts from, whether that shows a change, and its repetition. */
interface Clean {
  readonly before: string;
  readonly isVisible: boolean;
  readonly repeated: Repeated;
}

/** What came of a cell. */
interface CellReport {
  /** What is not as the class table says. */
  readonly problems: readonly string[];
  /** How many of its faults have struck, and how many its sends never got to, as the class table says. */
  readonly consumed: number;
  readonly neverReached: number;
}

/** Runs cells on one emulator, in virtual time. */
export interface Matrix {
  run(cell: Cell): Promise<CellReport>;
}

const second = 1000;

/** @param options - What the client does otherwise than by default, such as a mistake that has to be noticed. */
export async function createMatrix(options: Partial<ClientOptions> = {}): Promise<Matrix> {
  const clock = createClock();
  const emulator = await createEmulator({ port: false, clock });
  const known = new Map<OperationId, Clean>();

  const connect = (sends: Send[]): Cliq =>
    createCliq({
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: refreshToken(emulator.credentials),
      fetch: recorded(emulator.fetch, sends),
      clock,
      random: () => 0.5,
      ...options,
    });

  /** The workspace as the call finds it. Gives the sync time for the call. */
  async function setUp(operation: OperationId): Promise<number> {
    emulator.reset();
    await clock.run(async () => calls[operation].prepare?.(connect([])));
    emulator.journal.clear();
    clock.advance(2 * second);
    return clock.wall() - second;
  }

  async function cleanRun(operation: OperationId): Promise<Clean> {
    const syncTime = await setUp(operation);
    const before = await workspaceState(emulator);
    const run = (): Promise<unknown> => clock.run(() => calls[operation].run(connect([]), syncTime));
    await run();
    const isVisible = (await workspaceState(emulator)) !== before;
    const error = await run().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { before, isVisible, repeated: { passes: error === undefined, error: nameOf(error) } };
  }

  return {
    async run({ operation, faults }) {
      const clean = known.get(operation) ?? (await cleanRun(operation));
      known.set(operation, clean);
      const syncTime = await setUp(operation);
      emulator.faults.plan(operation, ...faults.map(({ fault }) => fault));
      const sends: Send[] = [];
      const error = await clock
        .run(() => calls[operation].run(connect(sends), syncTime))
        .then(
          () => undefined,
          (reason: unknown) => reason ?? 'nothing at all',
        );
      const account = emulator.faults.account();
      emulator.faults.clear();
      const arrived = emulator.journal.entries().filter((entry) => entry.operation === operation);
      const seen: Expectation = {
        sends: sends.length,
        end: error === undefined ? 'ok' : nameOf(error),
        outcome: error === undefined ? 'ok' : isCliqError(error) ? error.outcome : 'unknown',
        commits: arrived.filter(({ committed }) => committed).length,
        reached: account.consumed.length,
      };
      const expected = expect(operations[operation], faults, clean.repeated);
      const isChanged = (await workspaceState(emulator)) !== clean.before;
      const attempts = isCliqError(error) ? error.attempts : seen.sends;
      const problems = {
        [`${shown(expected)} is expected, ${shown(seen)} is seen`]: shown(expected) !== shown(seen),
        'the sends of one call differ': !areAlike(sends),
        'a fault is neither consumed nor pending':
          account.consumed.length + account.pending.length !== faults.length,
        'nothing was to change, and something has': seen.outcome === 'notApplied' && isChanged,
        'the change was made, and does not show': seen.outcome === 'ok' && clean.isVisible && !isChanged,
        [`the error says ${attempts} attempts of ${seen.sends}`]: attempts !== seen.sends,
        [`violations: ${emulator.violations().map(({ message }) => message)}`]:
          emulator.violations().length > 0,
      };
      return {
        problems: Object.keys(problems).filter((problem) => problems[problem]),
        consumed: account.consumed.length,
        neverReached: account.pending.length,
      };
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

function shown(expectation: Expectation): string {
  return JSON.stringify(expectation);
}
