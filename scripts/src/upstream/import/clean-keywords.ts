import type { Mapping } from '../read/json.ts';
import { canonical, own } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import { listOf, textOf } from './json.ts';

const typeNames: Readonly<Record<string, string>> = {
  ...{ string: 'string', str: 'string', text: 'string', date: 'string', datetime: 'string' },
  ...{
    integer: 'integer',
    int: 'integer',
    long: 'integer',
    number: 'number',
    float: 'number',
    double: 'number',
  },
  ...{ boolean: 'boolean', bool: 'boolean', object: 'object', map: 'object', array: 'array', list: 'array' },
  null: 'null',
};

/** The types a schema allows, in the names of JSON Schema; what they are called wrongly, and what they must be, too. */
export function typesOf(schema: Mapping): { types: string[]; unknown: string[] } {
  const given = own(schema, 'type');
  const names = (listOf(given) ?? (given === undefined ? [] : [given])).map((name) => textOf(name) ?? 'null');
  const known = names.flatMap<string>((name) => typeNames[name.toLowerCase()] ?? []);
  if (own(schema, 'nullable') === true) known.push('null');
  const unsaid = !known.some((type) => type !== 'null');
  if (unsaid) {
    if (own(schema, 'properties') !== undefined) known.unshift('object');
    else if (own(schema, 'items') !== undefined) known.unshift('array');
  }
  return {
    types: [...new Set(known)],
    unknown: names.filter((name) => typeNames[name.toLowerCase()] === undefined),
  };
}

const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const numbers = ['minimum', 'maximum', 'multipleOf'];
const flags = ['uniqueItems', 'deprecated', 'readOnly', 'writeOnly'];

/** The bounds and flags of a schema that say something, as OpenAPI 3.1 writes them. Names of what made no sense in `wrong`. */
export function boundsOf(schema: Mapping, types: readonly string[]): { bounds: Mapping; wrong: string[] } {
  const wrong: string[] = [];
  const bounds: [string, Json][] = [];
  const take = (key: string, fits: (value: number) => boolean) => {
    const given = own(schema, key);
    if (given === undefined || given === null) return undefined;
    const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
    if (typeof value === 'number' && fits(value)) return value;
    if (typeof given !== 'boolean') wrong.push(key);
    return undefined;
  };
  const format = textOf(own(schema, 'format'));
  if (format !== undefined && /^[\w-]+$/.test(format)) bounds.push(['format', format]);
  const pattern = textOf(own(schema, 'pattern'));
  if (pattern !== undefined) {
    if (isPattern(pattern)) bounds.push(['pattern', pattern]);
    else wrong.push('pattern');
  }
  for (const key of counts) {
    const value = take(key, (count) => Number.isInteger(count) && count >= 0);
    if (value !== undefined) bounds.push([key, value]);
  }
  const limits = numbers.flatMap((key): [string, number][] => {
    const value = take(key, (number) => Number.isFinite(number) && (key !== 'multipleOf' || number > 0));
    return value === undefined ? [] : [[key, value]];
  });
  for (const [key, value] of limits) {
    const exclusive = key === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    bounds.push([key !== 'multipleOf' && own(schema, exclusive) === true ? exclusive : key, value]);
  }
  for (const key of ['exclusiveMinimum', 'exclusiveMaximum']) {
    const value = take(key, Number.isFinite);
    if (value !== undefined) bounds.push([key, value]);
  }
  for (const key of flags) if (own(schema, key) === true) bounds.push([key, true]);
  for (const [least, most] of [
    ['minLength', 'maxLength'],
    ['minItems', 'maxItems'],
    ['minProperties', 'maxProperties'],
    ['minimum', 'maximum'],
  ] as const) {
    const low = bounds.find(([key]) => key === least);
    const high = bounds.find(([key]) => key === most);
    if (low && high && Number(low[1]) > Number(high[1])) wrong.push(`${least} above ${most}`);
  }
  const broken = new Set(wrong.flatMap((text) => text.split(' above ')));
  const kept = Object.fromEntries(bounds.filter(([key]) => !broken.has(key)));
  return { bounds: kept, wrong: [...wrong, ...misplaced(kept, types)] };
}

/** Bounds that belong to another type; they are harmless and say that the type may be wrong. */
function misplaced(bounds: Mapping, types: readonly string[]): string[] {
  const home: Record<string, string[]> = {
    ...{ minLength: ['string'], maxLength: ['string'], pattern: ['string'] },
    ...{ minItems: ['array'], maxItems: ['array'], uniqueItems: ['array'] },
    ...{ minimum: ['integer', 'number'], maximum: ['integer', 'number'] },
  };
  return Object.keys(bounds).flatMap((key) => {
    const homes = home[key];
    return homes && types.length > 0 && !homes.some((type) => types.includes(type))
      ? [`${key} on ${types.join(' or ')}`]
      : [];
  });
}

/** A pattern that JavaScript reads, and that cannot take for ever: no repetition within a repetition. */
function isPattern(pattern: string): boolean {
  if (pattern.length > 200 || /[+*}][^(]*\)\s*[+*{]/.test(pattern)) return false;
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}

/** The values of an enum, each once, as the type has them; those of another type apart. */
export function enumOf(
  schema: Mapping,
  types: readonly string[],
): { values: Json[] | undefined; strange: Json[] } {
  const given = (listOf(own(schema, 'enum')) ?? []).map((value) => asType(value, types));
  const all = [...new Map(given.map((value) => [canonical(value), value])).values()];
  const values = all.filter((value) => types.length === 0 || isOf(value, types));
  return {
    values: values.length > 0 ? values : undefined,
    strange: all.filter((value) => !values.includes(value)),
  };
}

function isOf(value: Json, types: readonly string[]): boolean {
  const is = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return types.includes(is) || (is === 'number' && types.includes('integer') && Number.isInteger(value));
}

/** A scalar as the types want it, where that is no guess: `5` for a string is `'5'`. Everything else stays. */
export function asType(value: Json, types: readonly string[]): Json {
  if (types.length === 0) return value;
  const is = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  if (types.includes(is) || (is === 'number' && types.includes('integer'))) return value;
  if (types.includes('string') && (is === 'number' || is === 'boolean')) return String(value);
  if (typeof value !== 'string') return value;
  if (types.includes('boolean') && /^(true|false)$/.test(value)) return value === 'true';
  const isNumber = types.includes('integer') || types.includes('number');
  return isNumber && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}
