import { describe, expect, it } from 'vitest';
import { compareFacts } from '../../../src/upstream/facts/compare-facts.ts';
import { factsOfSpec } from '../../../src/upstream/facts/facts-of-spec.ts';
import type { Json } from '../../../src/upstream/read/upstream-document.ts';
import { published } from '../../documents.ts';
import { factsOf } from './upstream-of.ts';

type Data = { [key: string]: Json };

function differences(ours: Data, upstream: Data) {
  return compareFacts(factsOf({ paths: ours }), factsOf({ paths: upstream }));
}

const reply = (schema: Json) => ({ responses: { 200: { content: { 'application/json': { schema } } } } });
const inReply = (ours: Json, upstream: Json) =>
  differences(
    { '/a': { get: { operationId: 'a', ...reply(ours) } } },
    { '/a': { get: { operationId: 'a', ...reply(upstream) } } },
  );

describe('two documents', () => {
  it.each(published)('$name differs in nothing from itself', ({ document }) => {
    expect(compareFacts(factsOfSpec(document), factsOfSpec(document))).toEqual([]);
  });

  it('are compared operation by operation: the same id and URL, the same id, the same URL', () => {
    expect(
      differences(
        {
          '/a': {
            get: { operationId: 'stays' },
            put: { operationId: 'moves' },
            post: { operationId: 'old' },
            delete: { operationId: 'goes' },
          },
        },
        {
          '/a': { get: { operationId: 'stays' }, post: { operationId: 'new' } },
          '/b': { put: { operationId: 'moves' }, patch: { operationId: 'comes' } },
        },
      ).map(({ operation, fact, ours, upstream }) => [
        operation,
        fact,
        fact === 'present' ? [Boolean(ours), Boolean(upstream)] : [ours, upstream],
      ]),
    ).toEqual([
      ['old', 'upstreamId', ['old', 'new']],
      ['moves', 'key', ['PUT /a', 'PUT /b']],
      ['goes', 'present', [true, false]],
      ['comes', 'present', [false, true]],
    ]);
  });

  it('two operations of one id keep their URLs', () => {
    const twice = { '/a': { get: { operationId: 'x' } }, '/b': { get: { operationId: 'x' } } };
    const turned = { '/b': { get: { operationId: 'x' } }, '/a': { get: { operationId: 'x' } } };
    expect(differences(twice, turned)).toEqual([]);
  });
});

describe('a place that one side lacks', () => {
  it('is one difference, with what stands in it', () => {
    const thing = { type: 'object', properties: { id: { type: 'string' } } };
    expect(inReply({ type: 'object' }, { type: 'object', properties: { thing } })).toEqual([
      {
        operation: 'a',
        place: 'reply 200.thing',
        fact: 'present',
        upstream: { type: 'object', required: false, within: { '.id': { type: 'string', required: false } } },
        ours: undefined,
      },
    ]);
  });
});

describe('lists', () => {
  it('that both sides have are compared value by value', () => {
    expect(inReply({ enum: ['a', 'b'] }, { enum: ['b', 'c'] })).toEqual([
      { operation: 'a', place: 'reply 200', fact: 'enum', upstream: 'c', ours: undefined },
      { operation: 'a', place: 'reply 200', fact: 'enum', upstream: undefined, ours: 'a' },
    ]);
  });

  it('that one side has not are one difference', () => {
    expect(inReply({ type: 'string' }, { type: 'string', enum: ['b'] })).toEqual([
      { operation: 'a', place: 'reply 200', fact: 'enum', upstream: ['b'], ours: undefined },
    ]);
  });

  it('of error codes are compared code by code, also with none', () => {
    const table =
      '<table><tr><th>Error Code</th><th>Description</th></tr><tr><td>gone_now</td><td>It left.</td></tr></table>';
    expect(
      differences(
        { '/a': { get: { operationId: 'a' } } },
        { '/a': { get: { operationId: 'a', description: table } } },
      ),
    ).toEqual([
      { operation: 'a', place: 'operation', fact: 'errors', upstream: 'gone_now', ours: undefined },
    ]);
  });
});
