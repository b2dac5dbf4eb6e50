import type { RetryClass } from '../../descriptor.ts';
import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { FoundOperation, RateLimit } from './clean-operation.ts';
import type { ImportContext } from './import-context.ts';
import { listOf, textOf } from './json.ts';
import { pascalCase } from './names.ts';

/** What upstream states of limits and scopes, and what is assumed where it states nothing: the figures of the neighbours. */
export class OperationFacts {
  readonly #context: ImportContext;
  readonly #usual: { requests: number; windowSeconds: number; lockSeconds: number };

  constructor(context: ImportContext, operations: readonly FoundOperation[]) {
    this.#context = context;
    const proses = operations.map(({ node }) => context.prose(own(node, 'description')));
    const limits = proses.flatMap(({ limit }) => limit ?? []);
    const [requests, windowSeconds] = (
      mostFrequent(limits.map((limit) => `${limit.requests}/${limit.windowSeconds}`)) ?? '20/60'
    )
      .split('/')
      .map(Number);
    const lock = mostFrequent(
      proses.flatMap(({ lockSeconds }) => (lockSeconds ? [String(lockSeconds)] : [])),
    );
    this.#usual = {
      requests: requests ?? 20,
      windowSeconds: windowSeconds ?? 60,
      lockSeconds: Number(lock ?? 300),
    };
  }

  limitOf(found: FoundOperation): RateLimit {
    const { limit, lockSeconds } = this.#context.prose(own(found.node, 'description'));
    const documented = limit !== undefined && lockSeconds !== undefined;
    if (!documented) {
      const missing = [...(limit ? [] : ['limit']), ...(lockSeconds ? [] : ['lock'])].join(' and ');
      this.#context.questions.ask(
        'Upstream gives no figure for a limit or a lock; the usual one of this document is stated, marked as assumed.',
        { operation: found.id, trail: ['x-rate-limit'] },
        found.at,
        `no ${missing}`,
      );
    }
    const { requests, windowSeconds } = limit ?? this.#usual;
    return {
      requests,
      windowSeconds,
      lockSeconds: lockSeconds ?? this.#usual.lockSeconds,
      source: documented ? 'documented' : 'assumed',
    };
  }

  /** The scopes a call needs: its own, else those of the document, else what such scopes are called. */
  scopesOf(found: FoundOperation): string[] {
    const own_ = scopesIn(own(found.node, 'security'));
    if (own_.length > 0) return own_;
    const general = scopesIn(own(this.#context.upstream.value, 'security'));
    const kind = { get: 'READ', post: 'CREATE', put: 'UPDATE', patch: 'UPDATE', delete: 'DELETE' }[
      found.method
    ];
    const scopes =
      general.length > 0 ? general : [`ZohoCliq.${pascalCase(this.#context.module) ?? ''}.${kind}`];
    this.#context.questions.ask(
      'Upstream names no scope for an operation. One is assumed; find out which it needs.',
      { operation: found.id, trail: ['security'] },
      found.at,
      scopes.join(', '),
    );
    return scopes;
  }

  /** What may be done after an unclear failure, as far as the method tells. */
  retryOf(found: FoundOperation, body: Mapping | undefined): RetryClass {
    const guarded =
      body !== undefined && Object.hasOwn(mappingOf(own(body, 'properties')) ?? {}, 'last_sync_time');
    const byMethod = {
      get: 'safe',
      put: 'state-setting',
      delete: 'state-setting',
      post: 'never',
      patch: 'never',
    } as const;
    const retry = guarded ? 'conditional' : byMethod[found.method];
    this.#context.questions.ask(
      'Whether a call may be repeated after an unclear failure (`x-retry-class`) was guessed from its method, and from `last_sync_time`. Decide it from what the operation does: a POST that sets a state may be repeated, a PUT that adds something may not.',
      { operation: found.id, trail: ['x-retry-class'] },
      found.at,
      `${found.id}: ${retry}`,
    );
    return retry;
  }
}

function scopesIn(security: Parameters<typeof listOf>[0]): string[] {
  const all = (listOf(security) ?? []).flatMap((entry) =>
    Object.values(mappingOf(entry) ?? {}).flatMap((scopes) =>
      (listOf(scopes) ?? []).flatMap((scope) => textOf(scope) ?? []),
    ),
  );
  return [...new Set(all)].filter((scope) => /^[\w.:-]+$/.test(scope));
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<[string, number] | undefined>(
    (best, entry) => (best === undefined || entry[1] > best[1] ? entry : best),
    undefined,
  )?.[0];
}
