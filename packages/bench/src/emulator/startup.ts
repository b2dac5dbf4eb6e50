import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Benchmark, Flags } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';

const defaults = { runs: 11 } as const satisfies Flags;
const cli = fileURLToPath(new URL('../../../emulator/dist/cli.js', import.meta.url));

/** From the start of a process until it writes its first bytes, which it does when it is ready. */
async function untilFirstOutput(args: readonly string[]): Promise<number> {
  const before = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const ended = gone.then(([code]) => {
    throw new Error(`node ${args.join(' ')} has ended with ${code}; \`pnpm build\` makes what it runs`);
  });
  await Promise.race([once(child.stdout, 'data'), ended]);
  const ms = performance.now() - before;
  child.kill();
  await gone;
  return ms;
}

export const startup: Benchmark = {
  name: 'emulator-startup',
  about: 'From the start of the process until the command says that it listens.',
  flags: defaults,
  quick: { runs: 3 },
  async run(flags) {
    const { runs } = { ...defaults, ...flags };
    const measured = await repeat(runs, async () => ({
      emulator: await untilFirstOutput([cli, 'start', '--port', '0']),
      bare: await untilFirstOutput(['-e', "console.log('ready'); setInterval(() => {}, 1000)"]),
    }));
    const besides = 'node that only prints';
    return [
      {
        name: 'cliqkit-emulator start',
        unit: 'ms',
        values: measured.map(({ emulator }) => emulator),
        target: { atMost: 300 },
        besides,
      },
      { name: besides, unit: 'ms', values: measured.map(({ bare }) => bare) },
    ];
  },
};
