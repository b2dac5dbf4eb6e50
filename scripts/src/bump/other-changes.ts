import { describeOperations } from '../describe-operations.ts';
import type { OperationDescriptor } from '../descriptor.ts';
import type { Document } from '../openapi.ts';
import { canonical, mappingOf } from '../upstream/read/json.ts';
import type { Json } from '../upstream/read/upstream-document.ts';
import type { SpecChange } from './spec-changes.ts';

/** What our specs say and Zoho's documents have no place for, so that no fact compares it. */
const extensions: { key: keyof OperationDescriptor; sentence: (now: string, was: string) => string }[] = [
  { key: 'retry', sentence: (now, was) => `The retry class of % is ${now}; it was ${was}.` },
  { key: 'neverRetryWhen', sentence: (now, was) => `% {is|are} never repeated with ${now}; it was ${was}.` },
  { key: 'batch', sentence: (now, was) => `Lists of % are split by ${now}; it was ${was}.` },
  { key: 'limitSource', sentence: (now, was) => `The limit of % is ${now}; it was ${was}.` },
  {
    key: 'select',
    sentence: (now, was) => `% {is|are} told from others on the URL by ${now}; it was ${was}.`,
  },
];

/** Changes of retry classes, batches, and of the status that an error code comes with. */
export function extensionChanges(module: string, older: Document, newer: Document): SpecChange[] {
  const before = new Map(describeOperations(module, older).map((each) => [each.id, each]));
  return describeOperations(module, newer).flatMap((now): SpecChange[] => {
    const was = before.get(now.id);
    if (was === undefined) return [];
    const changed = (sentence: string): SpecChange => ({
      module,
      kind: 'changed',
      level: 'patch',
      sentence,
      operation: now.id,
      emulated: false,
    });
    const statuses = Object.entries(now.errors)
      .filter(([code, status]) => was.errors[code] !== undefined && was.errors[code] !== status)
      .map(([code, status]) => ({
        ...changed(
          `The error code \`${code}\` of % comes with status ${status}; it was ${was.errors[code]}.`,
        ),
        emulated: true,
      }));
    return [
      ...extensions
        .filter(({ key }) => inJson(now[key]) !== inJson(was[key]))
        .map(({ key, sentence }) => changed(sentence(shown(now[key]), shown(was[key])))),
      ...statuses,
    ];
  });
}

/** A document changed and no fact of it: other words, or a place that nothing above looks at, which is named. */
export function otherChanges(module: string, older: Document, newer: Document): SpecChange[] {
  // Documents are JSON.
  const [before, after] = [older, newer].map((each) => JSON.parse(JSON.stringify(each)) as Json);
  // Servers are data centres, and told from the API report.
  const places = differingPlaces(before, after, '').filter((place) => !place.startsWith('/servers/'));
  const silent: Omit<SpecChange, 'sentence'> = { module, kind: 'changed', level: 'patch', emulated: false };
  if (places.length === 0) return [];
  const others = places.filter((place) => !isProse(place));
  if (others.length === 0)
    return [{ ...silent, sentence: `Descriptions and examples of the ${module} were put in other words.` }];
  const told = others.slice(0, 3).map((place) => `\`${place}\``);
  const rest = others.length > 3 ? ` and ${others.length - 3} other places` : '';
  return [{ ...silent, sentence: `The document of the ${module} differs at ${told.join(', ')}${rest}.` }];
}

/** JSON pointers of the smallest parts in which two values differ. */
function differingPlaces(before: Json | undefined, after: Json | undefined, at: string): string[] {
  if (canonical(before) === canonical(after)) return [];
  const [left, right] = [partsOf(before), partsOf(after)];
  if (left === undefined || right === undefined) return [at];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differingPlaces(
      left.get(key),
      right.get(key),
      `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    ),
  );
}

function partsOf(value: Json | undefined): Map<string, Json> | undefined {
  if (Array.isArray(value)) return new Map(value.map((each, index) => [String(index), each]));
  const mapping = mappingOf(value);
  return mapping === undefined ? undefined : new Map(Object.entries(mapping));
}

/** Keys of that name within `properties` are keys of the service. */
function isProse(place: string): boolean {
  return /(?<!\/properties)\/(description|summary|title|when|example|examples|externalDocs)(\/|$)/.test(
    place,
  );
}

function inJson(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}

function shown(value: unknown): string {
  if (value === undefined) return 'not stated';
  return `\`${typeof value === 'string' ? value : inJson(value)}\``;
}
