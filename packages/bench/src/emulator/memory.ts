import type { Benchmark } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';
import { startChild } from '../frame/start-child.ts';
import { list } from './calls.ts';
import { load } from './load.ts';

const runs = 3;
const seconds = 3;

async function mebibytes(scenario: string, isBusy: boolean): Promise<number> {
  const emulator = await startChild('serve-emulator', [scenario]);
  const url = await emulator.ask('url');
  const token = await emulator.ask('token');
  if (isBusy) await load(url, token, list, seconds);
  const bytes = Number(await emulator.ask('rss'));
  await emulator.stop();
  return bytes / 1024 ** 2;
}

export const memory: Benchmark = {
  name: 'emulator-memory',
  about:
    'Resident memory of the process: as it started, and after some seconds of as many reads as it answers.',
  async run() {
    const most = { atMost: 256 };
    const unit = 'MiB';
    return [
      {
        name: 'large, started',
        unit,
        values: await repeat(runs, () => mebibytes('large', false)),
        target: most,
        besides: 'demo, started',
      },
      {
        name: 'large, after load',
        unit,
        values: await repeat(runs, () => mebibytes('large', true)),
        target: most,
      },
      { name: 'demo, started', unit, values: await repeat(runs, () => mebibytes('demo', false)) },
    ];
  },
};
