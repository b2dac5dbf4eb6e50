import { expect, test } from 'vitest';
import { operationsOf } from '../../scripts/src/openapi.ts';
import { modules } from '../src/paths.ts';
import { publishedDocument } from '../src/reference/reference-places.ts';
import { withFacts } from '../src/reference/with-facts.ts';

const operations = modules.flatMap((name) => {
  const document = publishedDocument(name);
  const shown = new Map(
    operationsOf(withFacts(document)).map(({ operation }) => [operation.operationId, operation]),
  );
  return operationsOf(document).map(({ operation }) => ({
    id: operation.operationId,
    operation,
    text: shown.get(operation.operationId)?.description ?? '',
  }));
});

test.each(operations)(
  '$id shows its limit, lock and scopes, and keeps its own words',
  ({ operation, text }) => {
    const limit = operation['x-rate-limit'];
    expect(text.startsWith(operation.description)).toBe(true);
    expect(text).toContain(`**${limit.requests} calls** per user in 1 min`);
    expect(text).toContain(`**${limit.lockSeconds / 60} min** for the user on this URL`);
    expect(text.includes('assumed')).toBe(limit.source === 'assumed');
    for (const scope of operation.security.flatMap((scheme) => Object.values(scheme).flat()))
      expect(text).toContain(scope);
  },
);

test.each(operations)(
  '$id shows its variants, and every error code with its status',
  ({ operation, text }) => {
    const variants = operation['x-variants'] ?? [];
    for (const { operationId, summary } of variants)
      expect(text).toContain(`**${summary}** (\`${operationId}\`)`);
    const errors = [...(operation['x-error-codes'] ?? []), ...variants.flatMap((variant) => variant.errors)];
    expect(errors.length).toBeGreaterThan(0);
    for (const { code, status, when } of errors) {
      const line = text.split('\n').find((row) => row.startsWith(`| \`${code}\` | ${when} (${status}`));
      expect(line, `${code} ${status}`).toBeDefined();
    }
  },
);

test('what can be split into several calls says by which key, and how many fit into one', () => {
  const split = operations.filter(({ operation }) => operation['x-batch'] !== undefined);
  expect(split.length).toBeGreaterThan(0);
  for (const { operation, text } of split) {
    expect(text).toMatch(new RegExp(`\`${operation['x-batch']?.field}\`, at most \\d+ in one`));
  }
});
