import type { Emulator } from '@cliqkit/emulator';
import { createEmulator } from '@cliqkit/emulator';
import type { BudgetStore, Cliq, Hooks, Logger, TokenRecord, TokenStore } from 'cliqkit';
import { createCliq, memoryBudgets, refreshToken, sealTokens } from 'cliqkit';
import type { LeakWatch } from './leak-watch.ts';

/** A client with secrets, and a service that knows them. Everything that comes out of either is watched. */
export interface LeakScene {
  readonly cliq: Cliq;
  readonly emulator: Emulator;
  /** What the accounts server is sent, and could quote. */
  readonly sentToAccounts: readonly string[];
  /** The same of the API: the access tokens that were used until now. */
  sentToApi(): readonly string[];
  /** Hands over what can only be looked at in the end. */
  end(): void;
}

const attemptTimeoutMs = 40;
/** A lock is not waited for. */
const deadlineMs = 400;

export async function openLeakScene(watch: LeakWatch): Promise<LeakScene> {
  const emulator = await createEmulator({ port: false });
  const { credentials } = emulator;
  const sentToAccounts = [credentials.clientSecret, credentials.refreshToken];
  const accessTokens = new Set<string>();
  for (const secret of sentToAccounts) watch.learn(secret);
  const disk = new Map<string, TokenRecord>();
  const grant = refreshToken({
    ...credentials,
    store: sealTokens(diskOf(disk), { key: new Uint8Array(32).fill(7) }),
  });
  const cliq = createCliq({
    dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
    credentials: grant,
    fetch: (input, init) => {
      watch.text('URLs on the wire', String(input));
      const [, token] =
        /^Zoho-oauthtoken (.+)$/.exec(new Headers(init?.headers).get('authorization') ?? '') ?? [];
      if (token !== undefined) {
        accessTokens.add(token);
        watch.learn(token);
      }
      return emulator.fetch(input, init);
    },
    pace: { store: budgetsWithKeys(watch), user: 'ana' },
    attemptTimeout: attemptTimeoutMs,
    deadline: deadlineMs,
    random: () => 0,
    hooks: hooksOf(watch),
    logger: loggerOf(watch),
  });
  return {
    cliq,
    emulator,
    sentToAccounts,
    sentToApi: () => [...accessTokens],
    end() {
      watch.text('journal of the emulator', JSON.stringify(emulator.journal.entries()));
      watch.text('violations of the emulator', JSON.stringify(emulator.violations()));
      watch.text('sealed store of tokens', JSON.stringify([...disk]));
      watch.value('client', cliq);
      watch.value('credentials', grant);
    },
  };
}

function diskOf(disk: Map<string, TokenRecord>): TokenStore {
  return {
    read: (key) => disk.get(key),
    write: (key, record) => {
      disk.set(key, record);
      return true;
    },
  };
}

function budgetsWithKeys(watch: LeakWatch): BudgetStore {
  const budgets = memoryBudgets();
  return {
    acquire(key, limits) {
      watch.text('keys of the store of budgets', key);
      return budgets.acquire(key, limits);
    },
    settle: budgets.settle.bind(budgets),
  };
}

function hooksOf(watch: LeakWatch): Hooks {
  return {
    onAttempt: (event) => watch.value('onAttempt', event),
    onRetry: (event) => watch.value('onRetry', event),
    onWait: (event) => watch.value('onWait', event),
    onRefresh: (event) => watch.value('onRefresh', event),
  };
}

function loggerOf(watch: LeakWatch): Logger {
  const log = (message: string): void => watch.text('logger', message);
  return { debug: log, info: log, warn: log };
}
