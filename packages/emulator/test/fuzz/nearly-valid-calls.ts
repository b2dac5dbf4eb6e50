import fc from 'fast-check';
import { oddKey, oddText, oddValue } from './odd-values.ts';
import type { Asked } from './step.ts';
import type { Draft } from './valid-calls.ts';
import { drafts, written } from './valid-calls.ts';

/*
 * Calls that keep to the spec but for one thing.
 */

type Mutation = fc.Arbitrary<(draft: Draft) => Asked>;

/** Picks by number from what is known once there is a draft. */
const which = fc.nat({ max: 997 });

function entriesOf(body: unknown): [string, unknown][] {
  return typeof body === 'object' && body !== null ? Object.entries(body) : [];
}

function nearly(draft: Draft, changed: Partial<Draft>): Asked {
  return written({ ...draft, ...changed }, 'nearly');
}

/** Another text in place of the body. */
function sending(draft: Draft, body: string | Uint8Array<ArrayBuffer>): Asked {
  return { ...written(draft, 'nearly'), body };
}

function jsonOf({ body }: Draft): string {
  return JSON.stringify(body ?? {});
}

/** Writes the entries out, so that a key may come twice, or be `__proto__`. */
function objectText(entries: readonly (readonly [string, unknown])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

const withoutKey: Mutation = which.map((index) => (draft) => {
  const entries = entriesOf(draft.body);
  const left = entries.filter((_entry, at) => at !== index % Math.max(1, entries.length));
  return nearly(draft, { body: Object.fromEntries(left) });
});

const extraKey: Mutation = fc
  .tuple(oddKey, oddValue)
  .map((extra) => (draft) => sending(draft, objectText([...entriesOf(draft.body), extra])));

const repeatedKey: Mutation = fc.tuple(which, oddValue).map(([index, value]) => (draft) => {
  const entries = entriesOf(draft.body);
  const key = entries[index % Math.max(1, entries.length)]?.[0] ?? 'title';
  return sending(
    draft,
    objectText(index % 2 === 0 ? [[key, value], ...entries] : [...entries, [key, value]]),
  );
});

const wrongValue: Mutation = fc.tuple(which, oddValue).map(([index, value]) => (draft) => {
  const entries = entriesOf(draft.body);
  const changed = entries.map(
    ([key, own], at) => [key, at === index % Math.max(1, entries.length) ? value : own] as const,
  );
  return sending(draft, objectText(changed));
});

/** A list or a text that is too long or too short by one, or just fits. */
const boundary: Mutation = fc
  .tuple(which, fc.constantFrom(0, 1, 25, 26, 50, 51, 100, 101, 255, 256, 5000, 5001))
  .map(([index, length]) => (draft) => {
    const entries = entriesOf(draft.body);
    const changed = entries.map(([key, own], at) => {
      if (at !== index % Math.max(1, entries.length)) return [key, own] as const;
      const list = Array.from({ length: Math.min(length, 256) }, (_none, item) => `1488288613${item}`);
      return [key, Array.isArray(own) ? list : 'x'.repeat(length)] as const;
    });
    return sending(draft, objectText(changed));
  });

const brokenJson: Mutation = fc
  .tuple(which, fc.constantFrom('', '}', ',', '\u0000', ' null', '\ufeff'))
  .map(([index, tail]) => (draft) => {
    const text = jsonOf(draft);
    return sending(draft, tail === '' ? text.slice(0, index % text.length) : text + tail);
  });

const otherEncoding: Mutation = fc
  .constantFrom<BufferEncoding>('utf16le', 'latin1', 'base64', 'hex')
  .map((encoding) => (draft) => {
    const text = `\ufeff${jsonOf(draft)}é`;
    const bytes =
      encoding === 'base64' || encoding === 'hex'
        ? Buffer.from(Buffer.from(text).toString(encoding))
        : Buffer.from(text, encoding);
    return sending(draft, new Uint8Array(bytes));
  });

const nested: Mutation = fc
  .tuple(which, fc.integer({ min: 1, max: 3000 }))
  .map(([index, depth]) => (draft) => {
    const inner = index % 2 === 0 ? '[' : '{"a":';
    const close = index % 2 === 0 ? ']' : '}';
    return sending(draft, `{"title":${inner.repeat(depth)}1${close.repeat(depth)}}`);
  });

const oddId: Mutation = oddText.map((id) => (draft) => nearly(draft, { ids: draft.ids.map(() => id) }));

const oddQuery: Mutation = fc
  .tuple(
    fc.oneof(fc.constantFrom('limit', 'primary', 'sync_token', 'unpin_all', 'fields', 'color'), oddKey),
    oddText,
  )
  .map((pair) => (draft) => nearly(draft, { query: [...draft.query, pair] }));

const changedQuery: Mutation = oddText.map(
  (value) => (draft) => nearly(draft, { query: draft.query.map(([name]) => [name, value] as const) }),
);

const otherMethod: Mutation = fc
  .constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD')
  .map((method) => (draft) => nearly(draft, { shape: { ...draft.shape, method } }));

const otherPath: Mutation = fc
  .constantFrom('/', '//', '/..', '/.', '/%2e%2e', '%2F', '%ZZ', ';x=1', '/extra', '%00', '?', '#part')
  .map((tail) => (draft) => {
    const asked = written({ ...draft, query: [] }, 'nearly');
    return { ...asked, target: asked.target + tail };
  });

const otherHeaders: Mutation = fc
  .constantFrom<Readonly<Record<string, string>>>(
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { accept: 'text/html' },
    { 'content-encoding': 'gzip' },
    { 'x-http-method-override': 'DELETE' },
    { 'accept-language': 'xx' },
  )
  .map((headers) => (draft) => ({ ...written(draft, 'nearly'), headers }));

const otherBody: Mutation = drafts.map(
  ({ body }) =>
    (draft) =>
      sending(draft, JSON.stringify(body ?? {})),
);

const mutations: Mutation = fc.oneof(
  withoutKey,
  extraKey,
  repeatedKey,
  wrongValue,
  boundary,
  brokenJson,
  otherEncoding,
  nested,
  oddId,
  oddQuery,
  changedQuery,
  otherMethod,
  otherPath,
  otherHeaders,
  otherBody,
);

export const nearlyValidCalls: fc.Arbitrary<Asked> = fc
  .tuple(drafts, mutations)
  .map(([draft, mutate]) => mutate(draft));
