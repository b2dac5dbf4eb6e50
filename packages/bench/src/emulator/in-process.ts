import type { Emulator } from '@cliqkit/emulator';
import { createEmulator } from '@cliqkit/emulator';
import type { Benchmark, Flags } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';
import { boundless } from './boundless.ts';
import type { LoadCall } from './calls.ts';
import { list, write } from './calls.ts';

const calls = 5000;
const defaults = { runs: 5 } as const satisfies Flags;

async function perSecond(emulator: Emulator, { method, path, body }: LoadCall): Promise<number> {
  const headers = { authorization: `Zoho-oauthtoken ${emulator.issueToken()}` };
  const before = performance.now();
  for (let call = 0; call < calls; call += 1) {
    const init = { method, headers, ...(body === undefined ? {} : { body: body() }) };
    const reply = await emulator.fetch(emulator.url + path, init);
    if (!reply.ok) throw new Error(`${method} ${path} was answered ${reply.status}`);
    await reply.text();
  }
  return (calls / (performance.now() - before)) * 1000;
}

export const inProcess: Benchmark = {
  name: 'emulator-in-process',
  about: 'Calls through `emulator.fetch`, one after the other, each reply read.',
  flags: defaults,
  async run(flags) {
    const { runs } = { ...defaults, ...flags };
    const emulator = await createEmulator({ ...boundless, port: false });
    for (const call of [list, write]) await perSecond(emulator, call);
    const figures = [
      {
        name: 'GET pin-categories',
        unit: 'calls/s',
        values: await repeat(runs, () => perSecond(emulator, list)),
      },
      {
        name: 'POST pin-messages',
        unit: 'calls/s',
        values: await repeat(runs, () => perSecond(emulator, write)),
      },
    ];
    await emulator.close();
    return figures;
  },
};
