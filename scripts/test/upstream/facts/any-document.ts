import fc from 'fast-check';
import type { Json, UpstreamDocument } from '../../../src/upstream/read/upstream-document.ts';

export function documentOf(value: { [key: string]: Json }): UpstreamDocument {
  return { file: 'hostile.yaml', value, brokenNumbers: [], lineOf: () => 7 };
}

const names = fc.oneof(
  fc.constantFrom(
    '$ref',
    'type',
    'properties',
    'items',
    'oneOf',
    'allOf',
    'anyOf',
    'required',
    'enum',
    'description',
  ),
  fc.constantFrom(
    'parameters',
    'requestBody',
    'responses',
    'content',
    'schema',
    'security',
    'in',
    'name',
    'operationId',
  ),
  fc.constantFrom(
    'additionalProperties',
    '200',
    'application/json',
    '__proto__',
    'constructor',
    'a.b[]',
    ' ',
    '',
  ),
);
const leaves = fc.oneof(
  fc.constantFrom(
    '#/components/schemas/a',
    '#/components/schemas/b',
    '#/paths',
    '#',
    'other.yaml#/x',
    '#/nowhere',
    '#/%',
  ),
  fc.constantFrom('object', 'array', 'string', 'null', 'query', 'path', true, false, null, 3, -1.5, ''),
  fc.string({ maxLength: 8 }),
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    leaves,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(names, tie('json'), { maxKeys: 5 }),
  ),
}));
const content = fc.dictionary(
  fc.constantFrom('application/json', 'text/html', 'a/b;c=d'),
  fc.oneof(json, fc.record({ schema: json })),
  { maxKeys: 2 },
);
const parameter = fc.record(
  {
    name: fc.oneof(names, json),
    in: fc.oneof(fc.constantFrom('query', 'path'), json),
    schema: json,
    content,
    required: json,
  },
  { requiredKeys: ['name', 'in'] },
);
/** An operation in outline, with anything in its places. */
const operation = fc.record(
  {
    operationId: fc.oneof(fc.string(), json),
    description: fc.oneof(fc.string(), json),
    parameters: fc.oneof(json, fc.array(fc.oneof(json, parameter), { maxLength: 4 })),
    requestBody: fc.oneof(json, fc.record({ content })),
    responses: fc.oneof(
      json,
      fc.dictionary(fc.constantFrom('200', '4XX', 'default'), fc.oneof(json, fc.record({ content }))),
    ),
    security: json,
    'x-display-path': json,
  },
  { requiredKeys: [] },
);

/** A document of any shape, with the given paths. */
export function documents(...paths: string[]): fc.Arbitrary<{ [key: string]: Json }> {
  const item = fc.dictionary(fc.constantFrom('get', 'put', 'parameters'), fc.oneof(json, operation));
  return fc.record({
    paths: fc.dictionary(fc.constantFrom(...paths), fc.oneof({ arbitrary: item, weight: 4 }, json)),
    components: fc.oneof(json, fc.record({ schemas: fc.dictionary(fc.constantFrom('a', 'b', 'a.b'), json) })),
    servers: json,
    tags: json,
    info: json,
    security: json,
  });
}
