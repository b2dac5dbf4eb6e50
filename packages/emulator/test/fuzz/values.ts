import fc from 'fast-check';
import { referenceFor } from './references.ts';
import type { Schema, Shape } from './shapes.ts';
import { nameIn } from './shapes.ts';

const text = fc.oneof(
  fc.constantFrom('Release', 'Ünïcode 📌', '{@855727962} knows', '  ', ':rocket:', '<b>bold</b>'),
  fc.string({ maxLength: 40, unit: 'grapheme' }),
);

/** Texts as long, or as short, as the schema lets them be, and what lies between. */
function textFor({ minLength = 0, maxLength = 5000 }: Schema): fc.Arbitrary<string> {
  const fits = (value: string) => [...value].length >= minLength && [...value].length <= maxLength;
  return fc.oneof(
    { weight: 30, arbitrary: text.map((value) => (fits(value) ? value : 'x'.repeat(minLength || 1))) },
    { weight: 1, arbitrary: fc.constantFrom('x'.repeat(minLength), 'é'.repeat(maxLength)) },
  );
}

function recordOf(shape: Shape, { properties = {}, required = [], minProperties = 0 }: Schema) {
  const values = Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [key, fittingValue(shape, schema)]),
  );
  const keys = Object.keys(values);
  return fc
    .record(values, { requiredKeys: keys.filter((key) => required.includes(key)) })
    .filter((record) => Object.keys(record).length >= minProperties);
}

/** Values that the schema allows; ids and moments as references. */
export function fittingValue(shape: Shape, schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    return referenceFor(nameIn(schema.$ref)) ?? fittingValue(shape, shape.schemaAt(schema.$ref));
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => fittingValue(shape, choice)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: 60 });
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 6 } = schema;
      const bounds = { minLength: minItems, maxLength: Math.min(maxItems, 6) };
      const item = fittingValue(shape, items);
      return schema.uniqueItems === true ? fc.uniqueArray(item, bounds) : fc.array(item, bounds);
    }
    case 'object':
      return recordOf(shape, schema);
    default:
      return textFor(schema);
  }
}

/** A query as name and value; lists with commas. */
export function queryOf(shape: Shape): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const given = shape.query.map((parameter) => {
    const value = fittingValue(shape, parameter.schema).map((drawn) => {
      const asText = Array.isArray(drawn) ? drawn.join(',') : String(drawn);
      return [[parameter.name, asText] as const];
    });
    const none = { weight: 3, arbitrary: fc.constant([]) };
    return parameter.required === true ? value : fc.oneof(none, { weight: 1, arbitrary: value });
  });
  return given.length === 0 ? fc.constant([]) : fc.tuple(...given).map((parts) => parts.flat());
}
