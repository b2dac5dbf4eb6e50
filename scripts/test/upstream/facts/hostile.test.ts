import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFacts } from '../../../src/upstream/facts/compare-facts.ts';
import type { DocumentFacts } from '../../../src/upstream/facts/facts.ts';
import { factsOfUpstream } from '../../../src/upstream/facts/facts-of-upstream.ts';
import { parentPlace, parsePlace } from '../../../src/upstream/facts/place.ts';
import type { Json } from '../../../src/upstream/read/upstream-document.ts';
import { UnreadableDocument } from '../../../src/upstream/read/upstream-document.ts';
import { documentOf, documents } from './any-document.ts';

/** Facts, or the message that says why there are none. */
function read(value: { [key: string]: Json }): DocumentFacts | string {
  try {
    return factsOfUpstream(documentOf(value));
  } catch (error) {
    if (error instanceof UnreadableDocument) return error.message;
    throw error;
  }
}

describe('a document of any shape', () => {
  it('has facts, each at a place that can be taken apart, and differs in none from itself', () => {
    fc.assert(
      fc.property(documents('/a', '/{ID}', '/a?b=c'), (value) => {
        const facts = read(value);
        if (typeof facts === 'string') return expect(facts).toMatch(/^hostile\.yaml:7: /);
        const orphans = facts.operations.flatMap(({ places }) =>
          [...places.keys()].filter((place) => {
            const parent = parentPlace(place);
            return parsePlace(place).head === '' || (parent !== undefined && !places.has(parent));
          }),
        );
        expect(orphans).toEqual([]);
        expect(compareFacts(facts, facts)).toEqual([]);
        return undefined;
      }),
      { numRuns: 150 },
    );
  });

  it('is read to the end where its references go in circles', () => {
    const node = {
      type: 'object',
      properties: { next: { $ref: '#/components/schemas/a' }, text: { type: 'string' } },
    };
    const facts = read({
      paths: {
        '/a': {
          get: {
            responses: {
              200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/a' } } } },
            },
          },
        },
      },
      components: { schemas: { a: node, self: { $ref: '#/components/schemas/self' } } },
    });
    if (typeof facts === 'string') throw new Error(facts);
    const places = facts.operations[0]?.places;
    expect(places?.get('reply 200.text')).toEqual({ type: 'string', required: false });
    expect(places?.get('reply 200.next')).toEqual({ recursive: true, required: false });
    expect(places?.has('reply 200.next.text')).toBe(false);
  });

  it.each(['properties', 'anyOf'])('is refused when its references multiply in %s', (keyword) => {
    const schemas: { [name: string]: Json } = { s30: { type: 'string' } };
    for (let depth = 0; depth < 30; depth += 1) {
      const next = { $ref: `#/components/schemas/s${depth + 1}` };
      schemas[`s${depth}`] =
        keyword === 'properties' ? { properties: { a: next, b: next } } : { anyOf: [next, next] };
    }
    const paths = {
      '/a': {
        put: {
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/s0' } } } },
        },
      },
    };
    expect(read({ paths, components: { schemas } })).toBe(
      'hostile.yaml:7: references unfold an operation to more than 20,000 schemas.',
    );
  });

  it('is refused when its schemas are nested without end', () => {
    let schema: Json = { type: 'string' };
    for (let depth = 0; depth < 3000; depth += 1)
      schema = depth % 2 ? { items: schema } : { allOf: [schema] };
    expect(read({ paths: { '/a': { get: { parameters: [{ name: 'a', in: 'query', schema }] } } } })).toBe(
      'hostile.yaml:7: schemas are nested more than 100 deep.',
    );
  });
});
