import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';
import type { Child } from '../frame/start-child.ts';
import { startChild } from '../frame/start-child.ts';
import type { LoadCall } from './calls.ts';
import { list, write } from './calls.ts';
import { load } from './load.ts';

const warmUpSeconds = 1;
const defaults = { runs: 3, seconds: 2 } as const satisfies Flags;

/** What was measured of a server under load. */
interface Measured {
  readonly perSecond: number;
  /** Processor time of the server for one call: what else the machine does counts less here. */
  readonly cpuMicroseconds: number;
}

async function measure(
  server: Child,
  url: string,
  token: string,
  call: LoadCall,
  seconds: number,
): Promise<Measured> {
  const before = Number(await server.ask('cpu'));
  const { calls, perSecond } = await load(url, token, call, seconds);
  const used = Number(await server.ask('cpu')) - before;
  return { perSecond, cpuMicroseconds: used / calls };
}

/** The emulator beside a server that answers the same bytes and does nothing else, turn by turn. */
async function compare(title: string, call: LoadCall, flags: Flags): Promise<readonly Figure[]> {
  const { runs, seconds } = { ...defaults, ...flags };
  const emulator = await startChild('serve-emulator');
  const url = await emulator.ask('url');
  const token = await emulator.ask('token');
  const reply = await fetch(url + call.path, {
    method: call.method,
    headers: { authorization: `Zoho-oauthtoken ${token}` },
    ...(call.body === undefined ? {} : { body: call.body() }),
  });
  const bare = await startChild('serve-bytes', { args: [await reply.text()] });
  const bareUrl = await bare.ask('url');

  await load(url, token, call, warmUpSeconds);
  await load(bareUrl, token, call, warmUpSeconds);
  const measured = await repeat(runs, async () => ({
    emulator: await measure(emulator, url, token, call, seconds),
    bare: await measure(bare, bareUrl, token, call, seconds),
  }));
  await Promise.all([emulator.stop(), bare.stop()]);

  const ceiling = `${title}: bare node:http`;
  return [
    {
      name: title,
      unit: 'requests/s',
      values: measured.map((round) => round.emulator.perSecond),
      target: { atLeast: 5000 },
      besides: ceiling,
    },
    { name: ceiling, unit: 'requests/s', values: measured.map((round) => round.bare.perSecond) },
    {
      name: `${title}: processor time`,
      unit: 'us/request',
      values: measured.map((round) => round.emulator.cpuMicroseconds),
      besides: `${ceiling}, processor time`,
    },
    {
      name: `${ceiling}, processor time`,
      unit: 'us/request',
      values: measured.map((round) => round.bare.cpuMicroseconds),
    },
  ];
}

export const throughput: Benchmark = {
  name: 'emulator-throughput',
  about: 'Calls with a token over HTTP from ten connections; the load generator shares the machine.',
  flags: defaults,
  run: async (flags) => [
    ...(await compare('GET pin-categories', list, flags)),
    ...(await compare('POST pin-messages', write, flags)),
  ],
};
