import { adminVariables, clientVariables } from '../cli/client-variables.ts';
import { createEmulator } from '../emulator.ts';
import type { Emulator } from '../emulator-types.ts';
import { failureReport } from './failure-report.ts';
import { createRestartableClock } from './restartable-clock.ts';
import type { EmulatorClientOptions, TestEmulator, UseEmulatorOptions } from './test-bench.ts';
import { createTestVariables } from './test-variables.ts';

/** A test that begins or ends. */
export interface TestEvent {
  /** With the names of what it is in, ` > ` between them. */
  readonly name: string;
  readonly failed: boolean;
}

/** What a test runner has to offer. */
export interface TestRunner {
  readonly beforeAll: (run: () => Promise<void>) => void;
  readonly afterAll: (run: () => Promise<void>) => void;
  readonly beforeEach: (run: (test: TestEvent) => void) => void;
  readonly afterEach: (run: (test: TestEvent) => void) => void;
  /** Writes lines for whoever looks into a failure. */
  readonly print: (text: string) => void;
}

/** An emulator that runs, and what is new in each test. */
interface Running {
  readonly emulator: Emulator;
  readonly accessToken: string;
}

/** Starts an emulator before the tests, resets it before each of them, and closes it at the end. */
export function useEmulatorWith(runner: TestRunner, options: UseEmulatorOptions): TestEmulator {
  const { clock: time = 'real', env = true, pendingFaults = 'fail', violations = 'ignore', ...own } = options;
  const { clock, restart } = createRestartableClock({ mode: time === 'frozen' ? 'frozen' : 'offset' });
  const variables = createTestVariables(process.env);
  let running: Running | undefined;
  let current: string | undefined;

  function started(): Running {
    if (running !== undefined) return running;
    throw new Error(
      '@cliqkit/emulator: the emulator does not run yet, or no more; read what useEmulator() gives inside a test or a hook',
    );
  }

  function refresh(emulator: Emulator): void {
    const accessToken = emulator.issueToken();
    running = { emulator, accessToken };
    if (!env) return;
    variables.set(clientVariables(emulator, emulator.credentials, accessToken));
    if (own.port === false) return;
    variables.set(adminVariables(emulator.origin, emulator.adminToken));
  }

  /** Throws for a test that passed and should not have. */
  function judge(emulator: Emulator): void {
    if (pendingFaults === 'fail') emulator.faults.assertConsumed();
    const [first] = violations === 'fail' ? emulator.violations() : [];
    if (first !== undefined) throw new Error(`@cliqkit/emulator: ${first.message}`);
  }

  runner.beforeAll(async () => {
    refresh(await createEmulator({ ...own, clock }));
  });

  runner.beforeEach(({ name }) => {
    if (current !== undefined) {
      // A test within a test is a part of it.
      if (name.startsWith(`${current} > `)) return;
      throw new Error(
        `@cliqkit/emulator: ${JSON.stringify(name)} starts while ${JSON.stringify(current)} runs, and tests that run at the same time cannot share an emulator that is reset for each; let them run one after the other, or make one for each with createEmulator()`,
      );
    }
    const { emulator } = started();
    current = name;
    emulator.reset();
    restart();
    refresh(emulator);
  });

  runner.afterEach(({ name, failed }) => {
    if (name !== current || running === undefined) return;
    current = undefined;
    const { emulator } = running;
    try {
      if (!failed) return judge(emulator);
    } catch (error) {
      runner.print(failureReport(name, emulator));
      throw error;
    }
    runner.print(failureReport(name, emulator));
  });

  runner.afterAll(async () => {
    const emulator = running?.emulator;
    running = undefined;
    variables.restore();
    await emulator?.close();
  });

  const hosts = (): EmulatorClientOptions['dataCenter'] => {
    const { url, accountsUrl } = started().emulator;
    return { api: url, accounts: accountsUrl };
  };
  return {
    get url() {
      return started().emulator.url;
    },
    get accountsUrl() {
      return started().emulator.accountsUrl;
    },
    get hosts() {
      return hosts();
    },
    get credentials() {
      return started().emulator.credentials;
    },
    get accessToken() {
      return started().accessToken;
    },
    get client() {
      const { emulator, accessToken } = started();
      return {
        dataCenter: hosts(),
        credentials: { accessToken },
        ...(own.port === false ? { fetch: emulator.fetch } : {}),
        ...(time === 'frozen' ? { clock } : {}),
      };
    },
    get fetch() {
      return started().emulator.fetch;
    },
    get faults() {
      return started().emulator.faults;
    },
    get journal() {
      return started().emulator.journal;
    },
    get clock() {
      started();
      return clock;
    },
    get emulator() {
      return started().emulator;
    },
  };
}
