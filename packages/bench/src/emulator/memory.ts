import type { Benchmark, Flags } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';
import { startChild } from '../frame/start-child.ts';
import { list } from './calls.ts';
import { load } from './load.ts';

const defaults = { runs: 3, seconds: 3 } as const satisfies Flags;

/** After so many seconds of load. */
async function mebibytes(scenario: string, seconds: number): Promise<number> {
  const emulator = await startChild('serve-emulator', { args: [scenario] });
  const url = await emulator.ask('url');
  const token = await emulator.ask('token');
  if (seconds > 0) await load(url, token, list, seconds);
  const bytes = Number(await emulator.ask('rss'));
  await emulator.stop();
  return bytes / 1024 ** 2;
}

export const memory: Benchmark = {
  name: 'emulator-memory',
  about:
    'Resident memory of the process: as it started, and after some seconds of as many reads as it answers.',
  flags: defaults,
  async run(flags) {
    const { runs, seconds } = { ...defaults, ...flags };
    const most = { atMost: 256 };
    const unit = 'MiB';
    return [
      {
        name: 'large, started',
        unit,
        values: await repeat(runs, () => mebibytes('large', 0)),
        target: most,
        besides: 'demo, started',
      },
      {
        name: 'large, after load',
        unit,
        values: await repeat(runs, () => mebibytes('large', seconds)),
        target: most,
      },
      { name: 'demo, started', unit, values: await repeat(runs, () => mebibytes('demo', 0)) },
    ];
  },
};
