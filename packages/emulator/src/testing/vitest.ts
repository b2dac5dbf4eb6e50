import type { TestContext } from 'vitest';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { TestEmulator, UseEmulatorOptions } from './test-bench.ts';
import type { TestEvent } from './use-emulator.ts';
import { useEmulatorWith } from './use-emulator.ts';

export type { EmulatorClientOptions, TestEmulator, UseEmulatorOptions } from './test-bench.ts';

// A test may put something else in its place, and fail with it there.
const { error: print } = console;

function eventOf({ task }: Pick<TestContext, 'task'>): TestEvent {
  const names = [task.name];
  for (let { suite } = task; suite !== undefined; { suite } = suite) names.unshift(suite.name);
  return { name: names.join(' > '), failed: task.result?.state === 'fail' };
}

/**
 * Gives the tests of a file, or of a `describe`, an emulator: started before the first one, reset before each, closed after
 * the last. While they run, `CLIQ_API_URL` and the other variables of `cliqkit-emulator env` are set; afterwards they are
 * as before. When a test fails, what arrived during it is printed.
 *
 * A passing test fails if a fault that it planned has not struck. Tests that run at the same time cannot share an emulator.
 *
 * @throws Error from what it gives, when that is read before the emulator runs.
 * @example
 * import { useEmulator } from '@cliqkit/emulator/vitest';
 * import { createCliq } from 'cliqkit';
 * import { expect, test } from 'vitest';
 *
 * const emulator = useEmulator();
 *
 * test('a new folder comes last', async () => {
 *   const cliq = createCliq(emulator.client);
 *   await cliq.folders.create({ title: 'Release' });
 *   const folders = await cliq.folders.list().toArray();
 *   expect(folders.at(-1)?.title).toBe('Release');
 * });
 */
export function useEmulator(options: UseEmulatorOptions = {}): TestEmulator {
  return useEmulatorWith(
    {
      beforeAll,
      afterAll,
      beforeEach: (run) => beforeEach(({ task }) => run(eventOf({ task }))),
      afterEach: (run) => afterEach(({ task }) => run(eventOf({ task }))),
      print,
    },
    options,
  );
}
