import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { operationsOf } from '../../../src/openapi.ts';
import { makeDraft } from '../../../src/upstream/import/make-draft.ts';
import { readKnownSpecs } from '../../../src/upstream/import/read-known-specs.ts';
import { writeYaml } from '../../../src/upstream/import/write-yaml.ts';
import { readDocument } from '../../../src/upstream/read/read-document.ts';
import type { Json } from '../../../src/upstream/read/upstream-document.ts';
import { repository } from '../../repo-copy.ts';
import { draftOf, notesOf } from './draft-of.ts';
import { fixture } from './import-copy.ts';

const reply = (schema: string) =>
  `{ '200': { description: Here., content: { application/json: { schema: ${schema} } } } }`;
const ref = (name: string) => `{ $ref: '#/components/schemas/${name}' }`;

describe('a document that means no good', { timeout: 60_000 }, () => {
  it('may refer in circles', async () => {
    const draft = await draftOf(`
paths:
  /a: { get: { operationId: a, responses: ${reply(ref('A'))} } }
  /b: { get: { operationId: b, responses: ${reply(ref('C'))} } }
  /c: { get: { operationId: c, responses: ${reply(`{ $ref: '#/components/schemas/E/properties/x' }`)} } }
components:
  schemas:
    A: ${ref('B')}
    B: ${ref('A')}
    C: { allOf: [${ref('D')}, { type: object, properties: { x: { type: string } } }] }
    D: { allOf: [${ref('C')}, { type: object, properties: { y: ${ref('C')} } }] }
    E: { type: object, properties: { x: { type: object, properties: { y: { $ref: '#/components/schemas/F/properties/z' } } } } }
    F: { type: object, properties: { z: { type: object, properties: { w: { $ref: '#/components/schemas/E/properties/x' } } } } }
`);
    expect(notesOf(draft, 'refers to itself and to nothing else')).toEqual(['`#/components/schemas/A`']);
    expect(notesOf(draft, 'made of itself')).toHaveLength(1);
    expect(notesOf(draft, 'round in a circle')).toHaveLength(1);
  });

  it('may refer to nothing, to other files and to the web', async () => {
    const draft = await draftOf(`
paths:
  /a:
    post:
      operationId: a
      parameters: [{ $ref: '#/components/parameters/none' }, { $ref: 5 }]
      requestBody: { content: { application/json: { schema: { $ref: '../../etc/passwd' } } } }
      responses: { '200': { $ref: 'https://example.com/x.yaml' }, '400': { $ref: '#/none' } }
`);
    expect(notesOf(draft, 'refers to something that is not there')).toEqual([
      '`#/components/parameters/none`',
      '`5`',
      '`#/none`',
    ]);
    expect(notesOf(draft, 'refers to another file or URL')).toEqual([
      '`../../etc/passwd`',
      '`https://example.com/x.yaml`',
    ]);
    expect(operationsOf(draft.api)[0]?.operation.requestBody).toBeUndefined();
  });

  it('may have anything where a schema, a path or an operation belongs', async () => {
    const draft = await draftOf(`
paths:
  /a: { post: { operationId: a, requestBody: { content: { application/json: { schema: true } } }, responses: ${reply('[1, 2]')} } }
  /b: 7
  /c: { get: 5, put: [], delete: null }
  '': { get: { responses: {} } }
  no-slash: { get: { responses: {} } }
  /d/{: { get: { responses: {} } }
  /e: { get: { operationId: [1], parameters: 5, tags: 3, summary: {}, description: [x], security: nobody, responses: none } }
`);
    expect(operationsOf(draft.api).map(({ path, method }) => `${method} ${path}`)).toEqual([
      'post /a',
      'get /e',
    ]);
    expect(notesOf(draft, 'cannot be a path')).toEqual(['``', '`no-slash`', '`/d/{`']);
    expect(notesOf(draft, 'A path of upstream holds no mapping')).toEqual(['`/b`']);
    expect(notesOf(draft, 'An operation of upstream holds no mapping')).toEqual([
      'GET `/c`',
      'PUT `/c`',
      'DELETE `/c`',
    ]);
  });

  it('may use the names of every JavaScript object', async () => {
    const draft = await draftOf(`
paths:
  /a:
    post:
      operationId: __proto__
      requestBody: { content: { application/json: { schema: { type: object, required: [constructor], properties: { __proto__: { type: string }, constructor: { type: string }, fine: { type: string } } } } } }
      responses: ${reply(ref('toString'))}
components: { schemas: { toString: { type: string }, valueOf: 5 } }
`);
    expect(operationsOf(draft.api)[0]?.operation.operationId).toBe('proto');
    expect(Object.keys(draft.api.components.schemas['ProtoRequest']?.properties ?? {})).toEqual(['fine']);
    expect(notesOf(draft, 'every JavaScript object has').sort()).toEqual(
      ['`__proto__`', '`constructor`', '`toString`', '`valueOf`'].sort(),
    );
  });

  it('may give the same name to everything', async () => {
    const draft = await draftOf(`
paths:
  /a: { get: { operationId: Get a thing, responses: ${reply(ref('a-thing'))} }, put: { operationId: get-thing, responses: ${reply(ref('AThing'))} } }
  /b: { get: { operationId: getThing, responses: ${reply(ref('a_thing'))} }, post: { operationId: '…', responses: ${reply(ref('Record'))} } }
components:
  schemas:
    a-thing: { type: object, properties: { a: { type: string } } }
    AThing: { type: object, properties: { b: { type: string } } }
    a_thing: { type: object, properties: { c: { type: string } } }
    Record: { type: object, properties: { d: { type: string } } }
`);
    expect(operationsOf(draft.api).map(({ operation: { operationId } }) => operationId)).toEqual([
      ...['getThing', 'getThing2', 'getThing3', 'postB'],
    ]);
    expect(Object.keys(draft.api.components.schemas)).toEqual(['AThing', 'AThing2', 'AThing3', 'Record2']);
  });

  it('may have patterns that take for ever, and bounds that make no sense', async () => {
    const draft = await draftOf(`
paths:
  /a:
    get:
      operationId: a
      parameters:
        - { name: p, in: query, schema: { type: string, pattern: '(a+)+$' }, example: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! }
        - { name: q, in: query, schema: { type: string, pattern: '[' } }
        - { name: r, in: query, schema: { type: strng, minLength: -1, maximum: much } }
        - { name: s, in: query, schema: { type: integer, minimum: 5, maximum: 3, enum: ['1', two], default: x } }
      responses: {}
`);
    const parameters = operationsOf(draft.api)[0]?.operation.parameters;
    expect(parameters?.map(({ schema }) => schema)).toEqual([
      { type: 'string' },
      { type: 'string' },
      {},
      { type: 'integer', enum: [1] },
    ]);
  });

  it('may have operations that nothing tells apart', async () => {
    const draft = await draftOf(`
paths:
  /a: { get: { operationId: one, responses: {} } }
  /z: { get: { operationId: two, x-display-path: /a, x-virtual-endpoint: true, responses: {} } }
  /a#again: { get: { operationId: three, responses: {} } }
  /a?x=1: { get: { operationId: four, responses: {} } }
  /a?x=2: { get: { operationId: five, responses: {} } }
`);
    expect(
      operationsOf(draft.api)[0]?.operation['x-variants']?.map(({ operationId, template }) => [
        operationId,
        template,
      ]),
    ).toEqual([
      ['one', '/a'],
      ['four', '/a?x=1'],
      ['five', '/a?x=2'],
    ]);
  });

  it('may have 3,000 operations and a chain of 3,000 schemas', async () => {
    const paths = Array.from(
      { length: 3000 },
      (_, index) =>
        `  /a${index}/{ID}: { get: { operationId: Get ${index}, responses: ${reply(ref(`S${index}`))} } }`,
    );
    const schemas = Array.from(
      { length: 3001 },
      (_, index) => `    S${index}: { type: object, properties: { next: ${ref(`S${index + 1}`)} } }`,
    );
    const draft = await draftOf(
      `paths:\n${paths.join('\n')}\ncomponents:\n  schemas:\n${schemas.join('\n')}\n`,
    );
    expect(operationsOf(draft.api)).toHaveLength(3000);
    expect(Object.keys(draft.api.components.schemas)).toHaveLength(3001);
  });

  it('is never more than a draft or a question, whatever is put in the place of a part of it', async () => {
    const upstream = await readDocument(fixture('reminders'));
    const known = await readKnownSpecs(repository, 'reminders');
    const junk = fc.oneof(
      fc.constantFrom<Json>(
        null,
        true,
        -1,
        1e300,
        '',
        'x',
        [],
        {},
        [[]],
        { $ref: '#/paths' },
        { $ref: '#/components/schemas/reminder' },
      ),
      fc.string({ maxLength: 20 }),
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>, // JSON is data of this kind.
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 6 }), (changes) => {
        const value = structuredClone(upstream.value);
        for (const [seed, entry] of changes) replacePart(value, seed, entry);
        if (typeof value['paths'] !== 'object') return;
        const draft = makeDraft({ ...upstream, value }, 'reminders', known);
        const numbered = draft.questions.numbered(() => 1, draft.lineOf);
        expect(numbered.length).toBeGreaterThan(0);
        expect(parse(writeYaml(draft.document))).toEqual(draft.document);
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});

/** Puts something else in the place of the part that a number picks. */
function replacePart(root: { [key: string]: Json }, seed: number, entry: Json): void {
  const places: (() => void)[] = [];
  const visit = (node: Json): void => {
    if (node === null || typeof node !== 'object') return;
    for (const key of Object.keys(node)) {
      const holder = node as { [key: string]: Json }; // Lists have their positions as keys.
      places.push(() => {
        holder[key] = entry;
      });
      visit(holder[key] ?? null);
    }
  };
  visit(root['paths'] ?? null);
  visit(root['components'] ?? null);
  places[seed % places.length]?.();
}
