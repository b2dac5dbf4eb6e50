import type { Accounts } from './accounts/accounts.ts';
import { createAccounts } from './accounts/accounts.ts';
import type { Clock } from './clock/clock.ts';
import { createClock } from './clock/create-clock.ts';
import { turnableClock } from './clock/turnable.ts';
import type { VirtualClock } from './clock/virtual-clock.ts';
import type { Engine } from './delivery/delivery.ts';
import type { EmulatorOptions } from './emulator-types.ts';
import { createEngine } from './engine.ts';
import type { EventHub, Part } from './events/event-hub.ts';
import { createEventHub } from './events/event-hub.ts';
import type { FaultBook } from './faults/fault-book.ts';
import { createFaults } from './faults/fault-book.ts';
import type { ExchangeLog } from './journal/exchange-log.ts';
import { createExchangeLog } from './journal/exchange-log.ts';
import type { JournalBook } from './journal/journal.ts';
import { createJournal } from './journal/journal.ts';
import type { ViolationWatch } from './journal/violations.ts';
import { createViolationWatch } from './journal/violations.ts';
import type { BoundsBook } from './limits/bounds.ts';
import { createBounds, requireSavedBounds } from './limits/bounds.ts';
import type { CallMeter } from './limits/call-meter.ts';
import { createCallMeter } from './limits/call-meter.ts';
import type { QuirkBook } from './quirk-book.ts';
import { createQuirkBook, readQuirks } from './quirk-book.ts';
import { checkSeed } from './seeds/read-seed.ts';
import { seedOf } from './seeds/scenarios.ts';
import type { Seed } from './seeds/seed.ts';
import { issueSeedTokens, lockUsers } from './seeds/standing.ts';
import type { Snapshot } from './snapshot.ts';
import { maskedSnapshot, readSnapshot } from './snapshot.ts';
import { buildWorkspace } from './state/build-workspace.ts';
import { loadWorkspace } from './state/load-workspace.ts';
import { saveWorkspace } from './state/save-workspace.ts';
import type { Workspace } from './state/workspace.ts';
import { version } from './version.ts';

/** What can go back to the start by itself. */
export type ResetPart = 'state' | 'tokens' | 'limits' | 'faults' | 'journal';

/** Everything that one emulator holds, behind whichever door. */
export interface World {
  /** Of the package. */
  readonly version: string;
  readonly clock: Clock;
  /** The clock, if it can be turned. */
  readonly turnable: VirtualClock | undefined;
  readonly engine: Engine;
  readonly hub: EventHub;
  readonly quirks: QuirkBook;
  readonly bounds: BoundsBook;
  readonly meter: CallMeter;
  readonly faults: FaultBook;
  readonly journal: JournalBook;
  readonly exchanges: ExchangeLog;
  readonly violations: ViolationWatch;
  seed(): Seed;
  workspace(): Workspace;
  accounts(): Accounts;
  /** Values of the tokens that the seed has. */
  seedTokens(): readonly string[];
  /** Starts anew from a seed, or from a scenario. @throws TypeError if it contradicts itself; then nothing has changed. */
  start(choice: Seed | string): void;
  snapshot(): Snapshot;
  /** Goes back to a snapshot. @throws TypeError if it is none, or contradicts itself; then nothing has changed. */
  restore(snapshot: unknown): void;
  /** Goes back to the start, wholly or in parts. */
  reset(parts?: readonly ResetPart[]): void;
}

const defaultJournalSize = 10_000;
const everyPart: readonly ResetPart[] = ['state', 'tokens', 'limits', 'faults', 'journal'];

/** Throws a TypeError if the seed contradicts itself, or an option makes no sense. */
export function createWorld(options: EmulatorOptions): World {
  const { clock = createClock({ mode: 'offset' }), journalSize = defaultJournalSize } = options;
  const limits = options.limits ?? {};
  let choice = options.seed ?? 'demo';
  let seed = seedOf(choice);
  let workspace = buildWorkspace(seed);

  const quirks = createQuirkBook(options.quirks ?? {});
  const hub = createEventHub();
  const bounds = createBounds(limits);
  const meter = createCallMeter(quirks.current, bounds.of);
  const faults = createFaults(
    () => clock.wall(),
    () => hub.changed('faults'),
  );
  const journal = createJournal(journalSize);
  const exchanges = createExchangeLog();
  const violations = createViolationWatch(bounds.of);
  const accountsOf = (from: Seed): Accounts =>
    createAccounts(from, { quirks: quirks.current, dataCenter: options.dataCenter });
  let accounts = accountsOf(seed);
  /** What the engine works with: made once for each seed, and not for each request. */
  const contextsOf = (open: Accounts) => ({
    api: { workspace: () => workspace, tokens: open.tokens, meter, faults, quirks: quirks.current },
    accounts: { ...open, faults },
  });
  let contexts = contextsOf(accounts);
  // Whole milliseconds, as everywhere.
  const now = (): number => Math.floor(clock.wall());
  lockUsers(seed, meter, now());
  let seedTokens = issueSeedTokens(seed, accounts.tokens, now());
  const engine = createEngine({
    get api() {
      return contexts.api;
    },
    get accounts() {
      return contexts.accounts;
    },
    journal,
    exchanges,
    violations,
    hub,
    clock,
  });
  const turnable = turnableClock(clock);
  turnable?.onTurn(() => hub.changed('clock', 'limits', 'state', 'tokens'));

  const resets: Readonly<Record<ResetPart, () => void>> = {
    state() {
      workspace = buildWorkspace(seed);
    },
    tokens() {
      accounts.clear();
      seedTokens = issueSeedTokens(seed, accounts.tokens, now());
    },
    limits() {
      meter.clear();
      bounds.load({});
      bounds.set(limits);
      lockUsers(seed, meter, now());
    },
    faults: () => faults.clear(),
    journal() {
      journal.restart();
      exchanges.clear();
      violations.clear();
    },
  };

  function reset(parts: readonly ResetPart[] = everyPart): void {
    for (const part of parts) resets[part]();
    hub.changed(...(parts satisfies readonly Part[]));
  }

  return {
    version,
    clock,
    turnable,
    engine,
    hub,
    quirks,
    bounds,
    meter,
    faults,
    journal,
    exchanges,
    violations,
    seed: () => seed,
    workspace: () => workspace,
    accounts: () => accounts,
    seedTokens: () => seedTokens,
    start(next) {
      const from = seedOf(next);
      const [built, open] = [buildWorkspace(from), accountsOf(from)];
      [choice, seed, workspace, accounts, contexts] = [next, from, built, open, contextsOf(open)];
      seedTokens = issueSeedTokens(seed, accounts.tokens, now());
      reset(['limits', 'faults', 'journal']);
      hub.changed('state', 'tokens');
    },
    snapshot: () =>
      maskedSnapshot({
        version: 1,
        seed: typeof choice === 'string' ? { scenario: choice } : { seed: { ...choice } },
        takenAt: clock.wall(),
        workspace: { ...saveWorkspace(workspace) },
        accounts: { ...accounts.save() },
        limits: { ...meter.save(), bounds: bounds.save() },
        faults: faults.save(),
        quirks: { ...quirks.current },
      }),
    restore(value) {
      const snapshot = readSnapshot(value);
      const next =
        'scenario' in snapshot.seed ? snapshot.seed.scenario : checkSeed(snapshot.seed.seed, 'plain');
      const from = seedOf(next);
      const [loaded, open] = [loadWorkspace(snapshot.workspace), accountsOf(from)];
      open.load(snapshot.accounts);
      requireSavedBounds(snapshot.limits.bounds);
      readQuirks(snapshot.quirks, quirks.current);
      // The last that can refuse.
      faults.load(snapshot.faults);
      [choice, seed, workspace, accounts, contexts] = [next, from, loaded, open, contextsOf(open)];
      // They were the first that were made.
      seedTokens = (seed.tokens ?? []).map((_, index) => open.tokens.valueOf(index + 1));
      quirks.set(snapshot.quirks);
      bounds.load(snapshot.limits.bounds);
      meter.load(snapshot.limits);
      resets.journal();
      hub.changed('state', 'tokens', 'limits', 'faults', 'journal', 'quirks');
    },
    reset,
  };
}
