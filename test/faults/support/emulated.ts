import type { Emulator, EmulatorOptions, JournalEntry } from '@cliqkit/emulator';
import { createEmulator } from '@cliqkit/emulator';
import type { ClientOptions, Cliq, OperationId } from 'cliqkit';
import { onTestFinished } from 'vitest';
import { cliqAt } from './cliq-at.ts';

/** An emulator, a client to it as Ana, and what its journal has of the calls. */
export interface Emulated {
  emulator: Emulator;
  cliq: Cliq;
  /** Another client, as Ana, that differs in some options. */
  cliqWith(options: Partial<ClientOptions>): Cliq;
  /** The requests of an operation that arrived, in order. */
  arrived(operation: OperationId): JournalEntry[];
  /** How many requests of an operation changed something. */
  commits(operation: OperationId): number;
}

/** Starts an emulator without a socket unless there is a port. It ends with the test. */
export async function emulated(options: EmulatorOptions = {}): Promise<Emulated> {
  const emulator = await createEmulator({ port: false, ...options });
  onTestFinished(() => emulator.close());
  const cliqWith = (more: Partial<ClientOptions>): Cliq =>
    cliqAt('http://localhost', {
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials: { accessToken: emulator.issueToken() },
      ...(options.port === undefined && { fetch: emulator.fetch }),
      ...(options.clock && { clock: options.clock }),
      ...more,
    });
  const arrived = (operation: OperationId): JournalEntry[] =>
    emulator.journal.entries().filter((entry) => entry.operation === operation);
  return {
    emulator,
    cliq: cliqWith({}),
    cliqWith,
    arrived,
    commits: (operation) => arrived(operation).filter(({ committed }) => committed).length,
  };
}
