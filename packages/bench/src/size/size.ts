import type { Benchmark, Figure } from '../frame/benchmark.ts';
import type { Bundle } from './bundle.ts';
import { brotliBytes, bundle } from './bundle.ts';
import type { Consumer } from './consumers.ts';
import { ours, peers } from './consumers.ts';
import { heyApiBundle } from './hey-api.ts';
import { partsOf } from './parts.ts';

const table = 'a consumer of one call';
const names = {
  pins: 'cliqkit: pins, static token',
  everything: 'cliqkit: all modules, everything on',
} as const;

/** Bytes after brotli that a consumer may have. */
const targets: Readonly<Record<string, number>> = {
  'cliqkit: types only': 0,
  [names.pins]: 5_000,
  [names.everything]: 10_000,
};

interface Measured {
  readonly name: string;
  readonly complete: boolean;
  readonly bundle: Bundle;
}

async function measure(consumer: Consumer): Promise<Measured> {
  return {
    name: consumer.name,
    complete: consumer.complete ?? false,
    bundle: await bundle(consumer),
  };
}

function sizesOf({ name, bundle: { code } }: Measured): readonly Figure[] {
  const target = targets[name];
  const cell = { table, row: name };
  return [
    { name: 'minified', unit: 'B', values: [Buffer.byteLength(code)], cell },
    {
      name: 'brotli',
      unit: 'B',
      values: [brotliBytes(code)],
      cell,
      ...(target === undefined ? {} : { target: { atMost: target } }),
    },
  ];
}

/** How the largest of cliqkit stands beside the smallest peer that does as much. */
function besidePeers(own: readonly Measured[], others: readonly Measured[]): readonly Figure[] {
  const [smallest] = others
    .filter(({ complete }) => complete)
    .sort((a, b) => brotliBytes(a.bundle.code) - brotliBytes(b.bundle.code));
  if (smallest === undefined) return [];
  const peer = brotliBytes(smallest.bundle.code);
  return Object.values(names).flatMap((name) =>
    own
      .filter((measured) => measured.name === name)
      .map(({ bundle: { code } }) => ({
        name: `${name}, of ${smallest.name}`,
        unit: 'x',
        values: [brotliBytes(code) / peer],
        target: { atMost: 1 },
      })),
  );
}

function partsTable(own: readonly Measured[]): readonly Figure[] {
  return Object.entries(names).flatMap(([short, name]) =>
    own
      .filter((measured) => measured.name === name)
      .flatMap((measured) => partsOf(measured.bundle))
      .flatMap((part) => {
        const cell = { table: 'where the bytes go', row: part.name };
        return [
          { name: `${short}, minified`, unit: 'B', values: [part.minified], cell },
          { name: `${short}, brotli`, unit: 'B', values: [part.brotli], cell },
        ];
      }),
  );
}

export const size: Benchmark = {
  name: 'size',
  about: 'What a bundler makes of a program that makes one call.',
  method: [
    'esbuild bundles and minifies each program for ES2022 as an ES module; brotli compresses it at quality 11. The bytes are the same in every run.',
    'The bundle is for browsers or for any platform, but for Slack and undici, which need Node: its builtins are not in their bundles. Of discord.js it is the build for browsers.',
    'Of those beside cliqkit, octokit with both plugins, Slack and discord.js authorize, repeat and keep within limits by themselves; the targets are against the smallest of them. The generated client of hey-api comes from the spec of the pins alone.',
    'The parts of cliqkit are told apart by source maps. Under brotli, a part counts as what the bundle shrinks by when it is taken out; what parts have in common counts for none of them, so they do not add up to the whole.',
  ],
  quick: {},
  plots: [
    {
      name: 'size-brotli',
      title: 'A program that makes one call, minified and compressed with brotli',
      table,
      columns: ['brotli'],
      kind: 'bars',
    },
    {
      name: 'size-parts',
      title: 'What taking a part out of cliqkit would save, compressed with brotli',
      table: 'where the bytes go',
      columns: ['pins, brotli', 'everything, brotli'],
      kind: 'bars',
    },
  ],
  async run() {
    const own = await Promise.all(ours.map(measure));
    const others = [
      ...(await Promise.all(peers.map(measure))),
      { name: 'hey-api', complete: false, bundle: await heyApiBundle() },
    ];
    return [...[...own, ...others].flatMap(sizesOf), ...partsTable(own), ...besidePeers(own, others)];
  },
};
