import { describe, expect, it } from 'vitest';
import { factsOf, placesOf } from './upstream-of.ts';

const description = `Reads a thing.

<p><b>Threshold limit:</b> 30 requests per min per user</p>
<p><b>Lock period:</b> 10 minutes</p>

<table><tr><th>Error Code</th><th>Description</th></tr>
<tr><td>thing_gone</td><td>It is not there.</td></tr>
<tr><td>operation_failed</td><td>It broke.</td></tr></table>`;

describe('an operation', () => {
  it('has limit, lock and error codes from its description, sorted', () => {
    expect(
      placesOf({ operationId: 'Read a thing', description, tags: ['b', 'a'], deprecated: true }).get(
        'operation',
      ),
    ).toEqual({
      key: 'GET /things/{ID}',
      realPath: '/things/{ID}',
      upstreamId: 'Read a thing',
      limit: '30/60s',
      lock: 600,
      errors: ['operation_failed', 'thing_gone'],
      tags: ['a', 'b'],
      deprecated: true,
    });
  });

  it('goes by method and path when it has no id, and by digits when that is a number', () => {
    expect(placesOf({}).get('operation')?.['upstreamId']).toBe('GET /things/{ID}');
    expect(placesOf({ operationId: 12 }).get('operation')?.['upstreamId']).toBe('12');
  });

  it('is sent to the display path of an alias, and to a path without its query', () => {
    const alias = { 'x-virtual-endpoint': true, 'x-display-path': '/things/{ID}' };
    const { operations } = factsOf({
      paths: {
        '/things/{ID2}': { put: { operationId: 'onOperation', ...alias } },
        '/things/{ID3}': { ...alias, put: { operationId: 'onPath' } },
        '/things?top=true': { get: { operationId: 'query' } },
      },
    });
    expect(
      operations.map(({ key, realPath, places }) => [key, realPath, places.get('operation')?.['virtual']]),
    ).toEqual([
      ['PUT /things/{ID2}', '/things/{ID}', true],
      ['PUT /things/{ID3}', '/things/{ID}', true],
      ['GET /things?top=true', '/things', undefined],
    ]);
  });

  it('needs the scopes of its own security, or else of the document', () => {
    const security = [{ Auth: ['b', 'a'] }];
    expect(placesOf({}, { security }).get('operation')?.['scopes']).toEqual(['a', 'b']);
    expect(placesOf({ security: [{ Auth: ['c'] }] }, { security }).get('operation')?.['scopes']).toEqual([
      'c',
    ]);
    expect(placesOf({ security: [] }, { security }).get('operation')?.['scopes']).toEqual([]);
    expect(placesOf({}).get('operation')).not.toHaveProperty('scopes');
  });
});

describe('a parameter', () => {
  it('stands on the path, on the operation, or in the components; the operation has the last word', () => {
    const { operations } = factsOf({
      paths: {
        '/things/{ID}': {
          parameters: [
            { name: 'ID', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'size', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          ],
          get: {
            parameters: [
              { $ref: '#/components/parameters/Trace' },
              { name: 'size', in: 'query', required: true, schema: { type: 'integer' } },
            ],
          },
        },
      },
      components: {
        parameters: {
          Trace: { name: 'X-Trace', in: 'header', content: { 'text/plain': { schema: { type: 'string' } } } },
        },
      },
    });
    const places = operations[0]?.places;
    expect([...(places?.keys() ?? [])]).toEqual(['operation', 'path ID', 'query size', 'header X-Trace']);
    expect(places?.get('query size')).toEqual({ type: 'integer', required: true });
    expect(places?.get('header X-Trace')).toEqual({
      type: 'string',
      required: false,
      content: ['text/plain'],
    });
  });

  it('has the largest length and the values of its prose, where the schema does not know them', () => {
    const schema = { type: 'string', enum: ['a'], maxLength: 5 };
    const text = 'Maximum length: 8 characters.';
    const places = placesOf({
      parameters: [
        { name: 'free', in: 'query', description: text, schema: { type: 'string' } },
        { name: 'tight', in: 'query', description: text, schema },
        { name: 'loose', in: 'query', description: text, schema: { type: 'string', maxLength: 9 } },
        {
          name: 'flag',
          in: 'query',
          description: 'Allowed values:\n<ul><li>true</li><li>false</li></ul>',
          schema: { type: 'boolean' },
        },
        {
          name: 'order',
          in: 'query',
          description: 'Allowed values:\n<ul><li>up</li><li>down</li></ul>',
          schema: { type: 'string' },
        },
      ],
    });
    expect(places.get('query free')).toMatchObject({ maxLength: 8 });
    expect(places.get('query tight')).toEqual({ ...schema, required: false });
    expect(places.get('query loose')).toMatchObject({ maxLength: 9, 'prose maxLength': 8 });
    expect(places.get('query flag')).toEqual({ type: 'boolean', required: false });
    expect(places.get('query order')).toEqual({ type: 'string', values: ['down', 'up'], required: false });
  });

  it('says how it is written only where that is not the usual way', () => {
    const list = { in: 'query', schema: { type: 'array' } };
    const places = placesOf({
      parameters: [
        { name: 'usual', style: 'form', explode: true, ...list },
        { name: 'commas', explode: false, allowEmptyValue: true, ...list },
        { name: 'spaces', style: 'spaceDelimited', explode: false, ...list },
      ],
    });
    expect(places.get('query usual')).toEqual({ type: 'array', required: false });
    expect(places.get('query commas')).toEqual({
      type: 'array',
      required: false,
      explode: false,
      allowEmptyValue: true,
    });
    expect(places.get('query spaces')).toEqual({ type: 'array', required: false, style: 'spaceDelimited' });
  });
});

describe('bodies and replies', () => {
  it('are compared by their JSON form; another form with another schema is a place beside it', () => {
    const places = placesOf(
      {
        requestBody: { $ref: '#/components/requestBodies/Both' },
        responses: {
          204: { description: 'Done.' },
          400: { $ref: '#/components/responses/Bad' },
          'x-note': 'none',
        },
      },
      {
        components: {
          requestBodies: {
            Both: {
              required: true,
              content: {
                'multipart/form-data': {
                  schema: { type: 'object', properties: { file: { type: 'string' } } },
                },
                'application/json;charset=UTF-8': { schema: { type: 'object' } },
              },
            },
          },
          responses: { Bad: { headers: { 'Retry-After': {} }, content: { 'text/html': {} } } },
        },
      },
    );
    expect(Object.fromEntries([...places].slice(1))).toEqual({
      body: { required: true, content: ['application/json', 'multipart/form-data'], type: 'object' },
      'body (multipart/form-data)': { type: 'object' },
      'body (multipart/form-data).file': { type: 'string', required: false },
      'reply 204': {},
      'reply 400': { headers: ['Retry-After'], content: ['text/html'] },
    });
  });
});

it('the document has a version, servers, tags, ways to sign in, and schemas that nothing leads to', () => {
  const { places } = factsOf({
    info: { version: 3 },
    servers: [{ url: 'https://b' }, { url: 'https://a' }],
    tags: [{ name: 't' }],
    paths: {
      '/a': {
        get: {
          responses: {
            200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/used' } } } },
          },
        },
      },
    },
    components: {
      securitySchemes: { Auth: { flows: { implicit: { scopes: { 'S.READ': '' } } } } },
      schemas: {
        used: { items: { $ref: '#/components/schemas/deeper' } },
        deeper: { type: 'string' },
        circle: { properties: { again: { $ref: '#/components/schemas/circle' }, 'and.more': {} } },
      },
    },
  });
  expect(Object.fromEntries(places)).toEqual({
    document: {
      version: '3',
      servers: ['https://a', 'https://b'],
      tags: ['t'],
      signIn: ['Auth: implicit'],
      scopes: ['S.READ'],
    },
    'schema circle': { keys: ['again', 'and.more'] },
  });
});
