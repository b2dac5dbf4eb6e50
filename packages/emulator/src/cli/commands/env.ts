import { adminVariables, clientVariables } from '../client-variables.ts';
import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { readWord, refuseArguments } from '../positionals.ts';
import { shellLines, shells } from '../shell-lines.ts';

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator env [options]
       eval "$(cliqkit-emulator env)"

Prints the variables that a client of the running emulator needs, with a new access token that is valid for an hour.

  --user <id>         whose credentials (default: the first user of the seed)
  --shell <name>      ${shells.join(', ')} (default: sh)
  --json              print them as JSON

${emulatorOptionsHelp}`,
  options: {
    ...emulatorOptions,
    user: { type: 'string' },
    shell: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals }, world) {
    refuseArguments(positionals);
    const shell = readWord(values.shell ?? 'sh', shells, 'shell');
    const { admin, url, token } = await findEmulator(values, world);
    const of = values.user === undefined ? {} : { user: values.user };
    const [info, credentials, { accessToken }] = await Promise.all([
      admin.getInfo(),
      admin.getCredentials(of),
      admin.issueToken(values.user === undefined ? {} : { userId: values.user }),
    ]);
    const variables = {
      ...clientVariables(info, credentials, accessToken),
      ...adminVariables(url, token),
    };
    world.print(values.json === true ? JSON.stringify(variables) : shellLines(shell, variables));
    return 0;
  },
});
