import { UsageError } from '../cli-errors.ts';
import { adminVariables, clientVariables } from '../client-variables.ts';
import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { startEmulator } from '../start-emulator.ts';
import { readStartOptions, startOptions, startOptionsHelp } from '../start-options.ts';

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator exec [options] -- <command> [arguments]

Runs a command against an emulator of its own, with the variables of \`cliqkit-emulator env\` set. Signals are handed on to
it, and its exit code is given. At the end, what it should not have done is printed.

  --port <number>        port to listen on (default: any free one)
${startOptionsHelp}
  --strict               exit with 1 if there was such a violation, and the command itself exited with 0`,
  options: { ...startOptions, strict: { type: 'boolean' } },
  wraps: true,
  async run({ values, positionals: wrapped }, world) {
    if ((wrapped[0] ?? '') === '') {
      throw new UsageError('exec needs a command, as in: cliqkit-emulator exec -- npm test');
    }
    const emulator = await startEmulator(await readStartOptions(values, 0, world));
    try {
      const code = await world.runCommand(wrapped, {
        ...clientVariables(emulator, emulator.credentials, emulator.issueToken()),
        ...adminVariables(emulator.origin, emulator.adminToken),
      });
      const violations = emulator.violations();
      for (const { message } of violations) world.printError(`cliqkit-emulator: ${message}`);
      return code === 0 && violations.length > 0 && values.strict === true ? 1 : code;
    } finally {
      await emulator.close();
    }
  },
});
