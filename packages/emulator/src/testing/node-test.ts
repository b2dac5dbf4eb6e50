import { after, afterEach, before, beforeEach } from 'node:test';
import type { TestEmulator, UseEmulatorOptions } from './test-bench.ts';
import type { TestEvent } from './use-emulator.ts';
import { useEmulatorWith } from './use-emulator.ts';

export type { EmulatorClientOptions, TestEmulator, UseEmulatorOptions } from './test-bench.ts';

// A test may put something else in its place, and fail with it there.
const { error: print } = console;

type HookContext = Parameters<NonNullable<Parameters<typeof beforeEach>[0]>>[0];

function eventOf(context: HookContext): TestEvent {
  return {
    name: 'fullName' in context ? context.fullName : context.name,
    failed: 'passed' in context && context.passed === false,
  };
}

/**
 * Gives the tests of a file, or of a `describe`, an emulator: started before the first one, reset before each, closed after
 * the last. While they run, `CLIQ_API_URL` and the other variables of `cliqkit-emulator env` are set; afterwards they are
 * as before. When a test fails, what arrived during it is printed.
 *
 * A passing test fails if a fault that it planned has not struck. Tests that run at the same time cannot share an emulator;
 * tests within a test do.
 *
 * @throws Error from what it gives, when that is read before the emulator runs.
 * @example
 * import assert from 'node:assert/strict';
 * import { test } from 'node:test';
 * import { useEmulator } from '@cliqkit/emulator/node-test';
 * import { createCliq } from 'cliqkit';
 *
 * const emulator = useEmulator();
 *
 * test('a new folder comes last', async () => {
 *   const cliq = createCliq(emulator.client);
 *   await cliq.folders.create({ title: 'Release' });
 *   const folders = await cliq.folders.list().toArray();
 *   assert.equal(folders.at(-1)?.title, 'Release');
 * });
 */
export function useEmulator(options: UseEmulatorOptions = {}): TestEmulator {
  return useEmulatorWith(
    {
      beforeAll: before,
      afterAll: after,
      beforeEach: (run) => beforeEach((context) => run(eventOf(context))),
      afterEach: (run) => afterEach((context) => run(eventOf(context))),
      print,
    },
    options,
  );
}
