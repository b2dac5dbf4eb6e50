import { describe, expect, it } from 'vitest';
import type { Specs } from '../src/load-modules.ts';
import type { CommonErrorCode, Document, ErrorCode, Operation } from '../src/openapi.ts';
import { operationsOf } from '../src/openapi.ts';
import { publishDocument } from '../src/publish-document.ts';
import { published, specs } from './documents.ts';

const codesOf = ({ 'x-variants': variants, 'x-error-codes': own }: Operation): ErrorCode[][] =>
  variants ? variants.map(({ errors }) => errors) : [own ?? []];

describe('the published documents', () => {
  it.each(published)('$name has the paths of its spec: real ones, each once, without a query', (entry) => {
    const paths = Object.keys(entry.document.paths);
    expect(paths).toEqual(Object.keys(entry.bundled.paths));
    expect(paths.filter((path) => path.includes('?'))).toEqual([]);
    expect(new Set(paths.map((path) => path.replace(/\{[^}]+\}/g, '{}'))).size).toBe(paths.length);
  });

  it.each(published)('$name has the nine data centres as servers', ({ document }) => {
    expect(document.servers?.map(({ url }) => url)).toEqual(specs.dataCenters.map(({ api }) => api));
    expect(document.servers).toHaveLength(9);
  });

  it.each(published)('$name has the codes of every failure before execution on every operation', (entry) => {
    for (const { operation } of operationsOf(entry.document)) {
      for (const codes of codesOf(operation)) {
        expect(codes.map(({ code }) => code)).toEqual(
          expect.arrayContaining(['oauthtoken_invalid', 'request_limit_exceeded', 'rate_limit_exceeded']),
        );
      }
    }
  });

  it.each(published)(
    '$name has each code of an operation once, with its status, its source and a sentence on when it comes',
    (entry) => {
      for (const { operation } of operationsOf(entry.document)) {
        for (const codes of codesOf(operation)) {
          const names = codes.map(({ code }) => code);
          expect(names).toEqual([...new Set(names)]);
          for (const code of codes) {
            expect(Object.keys(code).sort()).toEqual(['code', 'source', 'status', 'when']);
            expect(code.when).toMatch(/^[A-Z].*\.$/);
          }
        }
      }
    },
  );
});

describe('publishDocument', () => {
  const common = (code: string, appliesTo: CommonErrorCode['appliesTo']) => ({
    code,
    status: 400,
    source: 'observed' as const,
    when: 'Common.',
    appliesTo,
  });
  const shared: Specs = {
    modules: [],
    commonErrorCodes: [
      common('for_all', 'all'),
      common('for_bodies', 'body'),
      common('for_input', 'input'),
      common('for_required', 'required'),
    ],
    errorMeanings: {},
    dataCenters: [
      { id: 'eu', region: 'Europe', api: 'https://api.example', accounts: 'https://accounts.example' },
    ],
  };
  const bare = (extra: Partial<Operation>): Operation => ({
    operationId: 'doIt',
    summary: 'Do it',
    description: 'Does it.',
    security: [],
    responses: {},
    'x-rate-limit': { requests: 1, windowSeconds: 60, lockSeconds: 60, source: 'documented' },
    'x-retry-class': 'safe',
    ...extra,
  });
  const publish = (operation: Operation, parameters: Document['components']['parameters'] = {}) =>
    publishDocument(
      {
        openapi: '3.1.1',
        info: { title: 'One', version: '1' },
        paths: { '/it': { post: operation } },
        components: { schemas: {}, parameters },
      },
      shared,
    ).paths['/it']?.post;
  const namesIn = (operation: Operation | undefined) => operation?.['x-error-codes']?.map(({ code }) => code);

  it('adds to an operation without input only what applies to all', () => {
    expect(namesIn(publish(bare({})))).toEqual(['for_all']);
  });

  it('adds what applies to bodies and input to an operation with a body', () => {
    const content = { 'application/json': { schema: {} } };
    expect(namesIn(publish(bare({ requestBody: { content } })))).toEqual([
      'for_all',
      'for_bodies',
      'for_input',
    ]);
  });

  it('adds what applies to required input only where something must be there', () => {
    const schema = { oneOf: [{}, { required: ['title'] }] };
    const body = bare({ requestBody: { content: { 'application/json': { schema } } } });
    expect(namesIn(publish(body))).toContain('for_required');
    const ids = { name: 'ids', in: 'query' as const, required: true, schema: {} };
    expect(namesIn(publish(bare({ parameters: [ids] })))).toEqual(['for_all', 'for_input', 'for_required']);
  });

  it('adds what applies to input to an operation with a query parameter, inline or referred to', () => {
    const limit = { name: 'limit', in: 'query' as const, schema: {} };
    expect(namesIn(publish(bare({ parameters: [limit] })))).toEqual(['for_all', 'for_input']);
    const reference = { $ref: '#/components/parameters/Limit' } as typeof limit & { $ref: string };
    expect(namesIn(publish(bare({ parameters: [reference] }), { Limit: limit }))).toEqual([
      'for_all',
      'for_input',
    ]);
  });

  it("keeps an operation's own entry of a common code", () => {
    const own: ErrorCode = {
      code: 'for_all',
      status: 409,
      source: 'documented',
      when: 'Here it means more.',
    };
    expect(publish(bare({ 'x-error-codes': [own] }))?.['x-error-codes']).toEqual([own]);
  });

  it('merges into each variant instead of the operation that carries them', () => {
    const variant = (operationId: string, errors: ErrorCode[]) => ({
      operationId,
      upstreamId: operationId,
      template: '/it',
      summary: 'One',
      description: 'One.',
      errors,
    });
    const own: ErrorCode = { code: 'own', status: 400, source: 'documented', when: 'Own.' };
    const operation = publish(bare({ 'x-variants': [variant('a', [own]), variant('b', [])] }));
    expect(operation?.['x-variants']?.map(({ errors }) => errors.map(({ code }) => code))).toEqual([
      ['own', 'for_all'],
      ['for_all'],
    ]);
    expect(operation?.['x-error-codes']).toBeUndefined();
  });
});
