import { basename } from 'node:path';
import type { EmulatorOptions } from '../emulator-types.ts';
import { UsageError } from './cli-errors.ts';
import type { CliWorld } from './cli-world.ts';
import { readNamedFile } from './named-file.ts';
import { readWord } from './positionals.ts';
import { readPort } from './read-port.ts';
import { readSpeed } from './read-speed.ts';

/** Options of every command that starts an emulator. */
export const startOptions = {
  port: { type: 'string' },
  seed: { type: 'string' },
  scenario: { type: 'string' },
  speed: { type: 'string' },
  freeze: { type: 'boolean' },
  quirk: { type: 'string', multiple: true },
  host: { type: 'string' },
  'allow-remote': { type: 'boolean' },
  origin: { type: 'string', multiple: true },
} as const;

/** What those options mean, for `--help`; all but `--port`, which has a default of its own in each command. */
export const startOptionsHelp = `  --seed <file>          start with this YAML or JSON file
  --scenario <name>      empty, demo, locked-user, expired-token, folder-full or large (default: demo)
  --speed <60x>          let the clock run faster than the machine's, or slower
  --freeze               let the clock stand still; turn it with: cliqkit-emulator clock
  --quirk <name=value>   set a quirk; can be repeated
  --origin <origin>      let this web page call the API from a browser; can be repeated
  --host <address>       address to listen on (default: 127.0.0.1)
  --allow-remote         let other machines reach it; --host needs it for any but this machine's own address`;

interface StartValues {
  readonly port?: string | undefined;
  readonly seed?: string | undefined;
  readonly scenario?: string | undefined;
  readonly speed?: string | undefined;
  readonly freeze?: boolean | undefined;
  readonly quirk?: readonly string[] | undefined;
  readonly host?: string | undefined;
  readonly 'allow-remote'?: boolean | undefined;
  readonly origin?: readonly string[] | undefined;
}

async function seedOf({ seed, scenario }: StartValues, world: CliWorld): Promise<EmulatorOptions['seed']> {
  if (seed === undefined) {
    if (scenario === undefined) return undefined;
    const { scenarioNames } = await import('../seeds/scenarios.ts');
    return readWord(scenario, scenarioNames, 'scenario');
  }
  if (scenario !== undefined) throw new UsageError('--seed and --scenario exclude each other');
  const text = await readNamedFile(seed, world);
  const { readSeed } = await import('../seeds/read-seed.ts');
  return readSeed(text, basename(seed));
}

async function clockOf({ speed, freeze }: StartValues): Promise<EmulatorOptions['clock']> {
  if (speed === undefined && freeze !== true) return undefined;
  if (speed !== undefined && freeze === true) throw new UsageError('--speed and --freeze exclude each other');
  const { createClock } = await import('../clock/create-clock.ts');
  return createClock({ mode: 'offset', rate: speed === undefined ? 0 : readSpeed(speed) });
}

/** The options of `createEmulator` that were typed. */
export async function readStartOptions(
  values: StartValues,
  defaultPort: number,
  world: CliWorld,
): Promise<EmulatorOptions> {
  const { port, quirk = [], host, origin } = values;
  const { readQuirkOptions } = await import('./read-quirk-options.ts');
  const [seed, clock] = [await seedOf(values, world), await clockOf(values)];
  return {
    port: port === undefined ? defaultPort : readPort(port),
    quirks: readQuirkOptions(quirk),
    ...(seed === undefined ? {} : { seed }),
    ...(clock === undefined ? {} : { clock }),
    ...(host === undefined ? {} : { host }),
    ...(origin === undefined ? {} : { origins: origin }),
    allowRemote: values['allow-remote'] === true,
  };
}
