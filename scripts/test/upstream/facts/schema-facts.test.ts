import { describe, expect, it } from 'vitest';
import { bodyOf } from './upstream-of.ts';

const body = { required: false, content: ['application/json'] };

describe('the facts of a schema', () => {
  it('are its keywords, at a place for each key, item and further key', () => {
    const schema = {
      type: 'object',
      required: ['id'],
      additionalProperties: { type: 'integer' },
      properties: {
        id: { type: 'string', maxLength: 9, description: 'No fact.', example: 'x' },
        list: { type: 'array', maxItems: 3, items: { type: 'string', enum: ['b', 'a'] } },
        'Response Code': { type: 'string' },
        'a.b[]': { type: 'boolean' },
      },
    };
    expect(bodyOf(schema)).toEqual({
      body: { ...body, type: 'object' },
      'body.id': { type: 'string', maxLength: 9, required: true },
      'body.list': { type: 'array', maxItems: 3, required: false },
      'body.list[]': { type: 'string', enum: ['a', 'b'] },
      'body.Response Code': { type: 'string', required: false },
      'body."a.b[]"': { type: 'boolean', required: false },
      'body{}': { type: 'integer' },
    });
  });

  it('say the same for each way to write it', () => {
    const open = { ...body, type: 'object', open: true };
    expect(bodyOf({ type: 'object', additionalProperties: true })['body']).toEqual(open);
    expect(bodyOf({ additionalProperties: {} })['body']).toEqual(open);
    const nullable = { ...body, type: 'string', nullable: true };
    expect(bodyOf({ type: 'string', nullable: true })['body']).toEqual(nullable);
    expect(bodyOf({ type: ['string', 'null'] })['body']).toEqual(nullable);
    expect(bodyOf({ anyOf: [{ type: 'string' }, { type: 'null' }] })['body']).toEqual(nullable);
    const fixed = { ...body, type: 'string', enum: ['on'] };
    expect(bodyOf({ const: 'on' })['body']).toEqual(fixed);
    expect(bodyOf({ enum: ['on'] })['body']).toEqual(fixed);
  });

  it('keep a key that must be there and is described nowhere', () => {
    expect(bodyOf({ required: ['ghost'], properties: {} })['body.ghost']).toEqual({ required: true });
  });

  it('do not depend on whether the schema stands elsewhere; its name is a fact of bodies and replies alone', () => {
    const thing = { type: 'object', properties: { id: { type: 'string' } } };
    const outer = { type: 'object', properties: { thing: { $ref: '#/components/schemas/the~1thing' } } };
    const components = { schemas: { 'the/thing': thing, outer } };
    const inline = bodyOf({ type: 'object', properties: { thing } });
    expect(bodyOf({ $ref: '#/components/schemas/outer' }, { components })).toEqual({
      ...inline,
      body: { ...inline['body'], schema: 'outer' },
    });
  });

  it('name a reference to nowhere', () => {
    expect(bodyOf({ properties: { id: { $ref: '#/components/schemas/gone' } } })['body.id']).toEqual({
      unresolved: '#/components/schemas/gone',
      required: false,
    });
  });
});

describe('the facts of schemas that are combined', () => {
  it('hold together under allOf: the tighter bound, all that must be there', () => {
    const schema = {
      allOf: [
        { type: 'object', required: ['a'], properties: { a: { type: 'string', maxLength: 9 } } },
        { type: 'object', required: ['b'], properties: { a: { maxLength: 5 }, b: { type: 'integer' } } },
      ],
    };
    expect(bodyOf(schema)).toEqual({
      body: { ...body, type: 'object' },
      'body.a': { type: 'string', maxLength: 5, required: true },
      'body.b': { type: 'integer', required: true },
    });
  });

  it('are one place for a choice of scalars, with the formats and the bounds of each type', () => {
    const time = [
      { type: 'string', format: 'date-time' },
      { type: 'integer', format: 'int64', minimum: -1 },
    ];
    expect(bodyOf({ oneOf: time })['body']).toEqual({
      ...body,
      type: 'integer|string',
      format: 'date-time|int64',
      minimum: -1,
    });
    expect(
      bodyOf({
        anyOf: [
          { type: 'string', maxLength: 3 },
          { type: 'string', maxLength: 7 },
        ],
      })['body'],
    ).toEqual({
      ...body,
      type: 'string',
      maxLength: 7,
    });
    expect(bodyOf({ anyOf: [{ type: 'string', maxLength: 3 }, { type: 'string' }] })['body']).toEqual({
      ...body,
      type: 'string',
    });
  });

  it('are suggestions where another branch takes any value', () => {
    expect(bodyOf({ anyOf: [{ enum: ['b', 'a'] }, { type: 'string' }] })['body']).toEqual({
      ...body,
      type: 'string',
      suggested: ['a', 'b'],
    });
  });

  it('have the keys of all objects to choose from; what all of them require must be there', () => {
    const schema = {
      oneOf: [
        {
          type: 'object',
          required: ['code', 'text'],
          properties: { code: { type: 'string' }, text: { type: 'string' } },
        },
        { type: 'object', required: ['code'], properties: { code: { type: 'integer' } } },
      ],
    };
    expect(bodyOf(schema)).toEqual({
      body: { ...body, type: 'object', alternatives: 2 },
      'body.code': { type: 'integer|string', required: true },
      'body.text': { type: 'string', required: false },
    });
  });
});
