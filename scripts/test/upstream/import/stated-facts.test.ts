import { describe, expect, it } from 'vitest';
import type { Document, ErrorCode, Method, Operation } from '../../../src/openapi.ts';
import { operationsOf } from '../../../src/openapi.ts';
import { publishedSpec } from '../../../src/upstream/diff/our-spec.ts';
import { standIn } from '../stand-in.ts';
import { draftOfFixture } from './draft-of.ts';

interface Stated {
  method: Method;
  path: string;
  limit: Operation['x-rate-limit'];
  scopes: string[];
  /** Documented codes and their status. */
  codes: [string, number][];
  body: string[] | undefined;
}

/** What a document states of each operation of upstream, by upstream's id. */
function statedIn(document: Document): Map<string, Stated> {
  const all = operationsOf(document).flatMap(({ path, method, operation }) => {
    const { 'x-variants': variants, 'x-rate-limit': limit, security } = operation;
    const scopes = security.flatMap((entry) => Object.values(entry).flat());
    const single = {
      upstreamId: operation['x-upstream-id'] ?? '',
      errors: operation['x-error-codes'] ?? [],
      body: undefined,
    };
    return (variants ?? [single]).map(({ upstreamId, errors, body }) => {
      const schema = operation.requestBody?.content['application/json']?.schema;
      const name = body ?? schema?.$ref?.split('/').pop();
      const keys =
        name === undefined
          ? undefined
          : Object.keys(document.components.schemas[name]?.properties ?? {}).sort();
      return [upstreamId, { method, path, limit, scopes, codes: documented(errors), body: keys }] as const;
    });
  });
  return new Map(all);
}

function documented(errors: ErrorCode[]): [string, number][] {
  return errors
    .filter(({ source }) => source === 'documented')
    .map(({ code, status }): [string, number] => [code, status])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('the drafts of the three documents that we have specs of', () => {
  const pairs = [
    ['pins', 'pinned', 5],
    ['folders', 'shelves', 10],
    ['threads', 'talks', 17],
  ] as const;

  it.each(pairs)(
    '%s: state the same URLs, limits, locks, scopes, error codes and keys as ours',
    async (name, module, count) => {
      const spec = await publishedSpec(standIn, name);
      const [draft, ours] = [statedIn((await draftOfFixture(name, module)).api), statedIn(spec)];
      expect([...draft.keys()].sort()).toEqual([...ours.keys()].sort());
      expect(draft.size).toBe(count);
      for (const [id, stated] of draft) expect([id, stated]).toEqual([id, ours.get(id)]);
    },
  );

  it('has 32 operations in all', () => {
    expect(pairs.reduce((sum, [, , count]) => sum + count, 0)).toBe(32);
  });
});
