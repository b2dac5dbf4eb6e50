import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import { listOf, textOf } from './json.ts';

const samples: Record<string, string> = {
  'date-time': '2026-03-19T19:08:32+05:30',
  date: '2026-03-19',
  time: '19:08:32+05:30',
  email: 'ana.duarte@example.com',
  uri: 'https://example.com/page',
  uuid: '3f1c9a52-8d0e-4b6f-9a57-2f1d6f0c7b11',
};

/** The formats that the linter checks, as far as examples can be wrong about them. */
export const formats: Record<string, RegExp | true> = {
  'date-time': /^\d{4}-\d\d-\d\d[t\s]\d\d:\d\d:\d\d(\.\d+)?(z|[+-]\d\d(:?\d\d)?)$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d:\d\d(\.\d+)?(z|[+-]\d\d(:?\d\d)?)$/i,
  email: /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(\.[a-z\d-]+)*$/i,
  uri: /^[a-z][a-z\d+.-]*:[^\s]+$/i,
  uuid: /^(urn:uuid:)?[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i,
  int32: true,
  int64: true,
  float: true,
  double: true,
  byte: true,
  binary: true,
  password: true,
};

type Resolve = (schema: Mapping) => Mapping;

/** A harmless value that fits a schema, from its own example where it has one. */
export function sampleOf(resolve: Resolve, given: Mapping, key: string, depth: number): Json {
  const schema = resolve(given);
  for (const word of ['example', 'const', 'default']) {
    const value = own(schema, word);
    if (value !== undefined) return value;
  }
  const choice = listOf(own(schema, 'enum'))?.[0];
  if (choice !== undefined) return choice;
  const alternatives = listOf(own(schema, 'oneOf')) ?? listOf(own(schema, 'anyOf'));
  if (alternatives && depth < 12) {
    const whole = own(schema, 'properties') === undefined ? {} : asMap(sampleObject(resolve, schema, depth));
    const part = sampleOf(resolve, mappingOf(alternatives[0]) ?? {}, key, depth + 1);
    return mappingOf(part) ? { ...whole, ...asMap(part) } : part;
  }
  const plainPart = (listOf(own(schema, 'allOf')) ?? [])
    .map((part) => mappingOf(part) ?? {})
    .find((part) => !['object', undefined].includes(textOf(own(resolve(part), 'type'))));
  if (plainPart && depth < 12) return sampleOf(resolve, plainPart, key, depth + 1);
  const type = own(schema, 'type');
  switch (Array.isArray(type) ? type[0] : (type ?? (own(schema, 'allOf') ? 'object' : 'string'))) {
    case 'object':
      return sampleObject(resolve, schema, depth);
    case 'array': {
      const count = Math.min(Math.max(Number(own(schema, 'minItems') ?? 1), 1), 20);
      if (depth > 5 || own(schema, 'maxItems') === 0) return [];
      return Array.from({ length: count }, () =>
        sampleOf(resolve, mappingOf(own(schema, 'items')) ?? {}, key, depth + 1),
      );
    }
    case 'integer':
    case 'number':
      return sampleNumber(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(schema, key);
  }
}

function sampleObject(resolve: Resolve, schema: Mapping, depth: number): Json {
  const required = listOf(own(schema, 'required')) ?? [];
  const entries = Object.entries(mappingOf(own(schema, 'properties')) ?? {})
    .filter(([name]) => depth < 4 || (required.includes(name) && depth < 20))
    .map(([name, entry]): [string, Json] => [
      name,
      sampleOf(resolve, mappingOf(entry) ?? {}, name, depth + 1),
    ]);
  const parts = depth < 20 ? (listOf(own(schema, 'allOf')) ?? []) : [];
  const inherited = parts.flatMap((part) =>
    Object.entries(asMap(sampleObject(resolve, resolve(mappingOf(part) ?? {}), depth + 1))),
  );
  return Object.fromEntries([...inherited, ...entries]);
}

function sampleNumber(schema: Mapping): number {
  const step = Number(own(schema, 'multipleOf') ?? 1);
  const above = own(schema, 'exclusiveMinimum');
  const least = own(schema, 'minimum');
  const most = own(schema, 'maximum');
  const start = above === undefined ? (least === undefined ? step : Number(least)) : Number(above) + step;
  const fitting = Math.ceil(start / step) * step;
  return most !== undefined && fitting > Number(most) ? Number(most) : fitting;
}

function sampleText(schema: Mapping, key: string): string {
  const format = textOf(own(schema, 'format')) ?? '';
  const known = Object.hasOwn(samples, format) ? samples[format] : undefined;
  const least = Math.min(Number(own(schema, 'minLength') ?? 0), 5000);
  const most = Number(own(schema, 'maxLength') ?? Number.POSITIVE_INFINITY);
  const pattern = textOf(own(schema, 'pattern'));
  const usual = known ?? (/(^|_)ids?$/i.test(key) ? '4000000020001' : 'example');
  const candidates = [
    usual,
    'a',
    'A',
    '1',
    'abc',
    'ABC',
    'a1',
    'A1',
    '12345',
    'a-b',
    'a_b',
    '#a',
    '@a',
    ':a:',
  ];
  const fits = (text: string) =>
    text.length >= least &&
    text.length <= most &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text));
  const padded = candidates.map((text) =>
    text.length < least ? text.padEnd(least, text) : text.slice(0, most),
  );
  return padded.find(fits) ?? usual;
}

function asMap(value: Json): Mapping {
  return mappingOf(value) ?? {};
}
