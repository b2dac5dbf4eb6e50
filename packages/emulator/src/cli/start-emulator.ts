import type { Emulator, EmulatorOptions } from '../emulator-types.ts';
import { CommandError } from './cli-errors.ts';

/** Starts an emulator, and says in the words of the command line that its port is in use. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { createEmulator } = await import('../emulator.ts');
  try {
    return await createEmulator(options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { cause } = error;
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw error;
    throw new CommandError(
      `port ${options.port} is in use; stop what runs there, or take another: --port 0 is any free one`,
      { cause: error },
    );
  }
}
