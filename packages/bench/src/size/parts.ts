import { SourceMap } from 'node:module';
import type { Bundle } from './bundle.ts';
import { brotliBytes } from './bundle.ts';

/** What of a bundle belongs to one part of cliqkit. */
export interface Part {
  readonly name: string;
  readonly minified: number;
  /** How much smaller the bundle after brotli would be without it. */
  readonly brotli: number;
}

/** The parts by the sources they are made of: the first that fits. */
const parts: readonly (readonly [name: string, sources: RegExp])[] = [
  ['openapi-fetch', /\/openapi-fetch\//],
  ['descriptors and hosts', /\/types\/src\//],
  ['methods of the modules', /\/(?:pins|folders|threads|cliqkit)\/src\//],
  ['pacing', /\/core\/src\/(?:budget\/|middleware\/pace)/],
  ['auth', /\/core\/src\/(?:tokens\/|middleware\/authorize)/],
  ['retry and deadlines', /\/core\/src\/(?:retry\/|time\/|middleware\/(?:retry|deadline))/],
  ['errors', /\/core\/src\/errors\//],
  ['replies', /\/core\/src\/(?:reply\/|middleware\/receive)/],
  ['checks of the input', /\/core\/src\/(?:input\/|middleware\/alias-dispatch)/],
  ['lists and batches', /\/core\/src\/results\//],
  ['hooks', /\/core\/src\/(?:hooks\/|middleware\/report)/],
  ['client and transport', /\/core\/src\//],
];

const partNames: readonly string[] = [...parts.map(([name]) => name), 'the consumer'];

/** Divides a bundle by its source map. Parts that it does not have are of 0 bytes. */
export function partsOf({ code, map }: Bundle): readonly Part[] {
  const owners = ownersOf(code, new SourceMap(JSON.parse(map)));
  const whole = brotliBytes(code);
  return partNames.map((name) => {
    const own = owners.filter((owner) => owner === name).length;
    const rest = code
      .split('')
      .filter((_, at) => owners[at] !== name)
      .join('');
    return { name, minified: own, brotli: own === 0 ? 0 : whole - brotliBytes(rest) };
  });
}

/** The part to which each character belongs. */
function ownersOf(code: string, map: SourceMap): readonly string[] {
  const known = new Map<string, string>();
  return code.split('\n').flatMap((line, row) =>
    // The end of a line goes with it.
    Array.from({ length: line.length + 1 }, (_, column) => {
      const entry = map.findEntry(row, column);
      const source = 'originalSource' in entry ? entry.originalSource : '';
      const owner = known.get(source) ?? ownerOf(source);
      known.set(source, owner);
      return owner;
    }),
  );
}

function ownerOf(source: string): string {
  return parts.find(([, sources]) => sources.test(source))?.[0] ?? 'the consumer';
}
