import type { RetryClass } from '../../descriptor.ts';
import type { Mapping } from '../read/json.ts';
import { canonical, own } from '../read/json.ts';
import type { CleanOperation, QueryParameter, RateLimit } from './clean-operation.ts';
import { keysOf, mergeKeys } from './close-body.ts';
import { listOf } from './json.ts';
import type { SchemaStore } from './schema-store.ts';

/** The operations of one URL that can be told apart. Those that cannot are put together and asked about. */
export function tellApart(
  store: SchemaStore,
  path: string,
  members: readonly CleanOperation[],
): CleanOperation[] {
  const separate: CleanOperation[] = [];
  for (const member of members) {
    let merged = member;
    for (;;) {
      const index = separate.findIndex((other) => !areApart(store, path, other, merged));
      const other = separate[index];
      if (other === undefined) {
        separate.push(merged);
        break;
      }
      separate.splice(index, 1);
      merged = mergeOperations(store, other, merged);
    }
  }
  return separate;
}

/**
 * Two operations need two names for their URL, by its placeholders or a query. Their bodies overlap when each has every
 * key that the other requires: then some body fits both.
 */
function areApart(store: SchemaStore, path: string, one: CleanOperation, other: CleanOperation): boolean {
  if (!path.includes('{') && canonical(one.path.select) === canonical(other.path.select)) return false;
  if (one.body === undefined && other.body === undefined) return true; // The template or the query tells.
  if (one.body === undefined || other.body === undefined) return false;
  const [a, b] = [one.body, other.body].map(({ name }) => store.schemas.get(name) ?? {});
  if (
    a === undefined ||
    b === undefined ||
    [a, b].some((body) => own(body, 'additionalProperties') !== false)
  )
    return false;
  const fits = (body: Mapping, into: Mapping) =>
    (listOf(own(body, 'required')) ?? []).every((key) =>
      Object.hasOwn(keysOf(store, into, 0)?.properties ?? {}, String(key)),
    );
  return !(fits(a, b) && fits(b, a));
}

function mergeOperations(store: SchemaStore, one: CleanOperation, other: CleanOperation): CleanOperation {
  store.context.questions.ask(
    'Operations of one URL cannot be told apart by the keys of their bodies, so they are one here, which takes the keys of all. Find what tells them apart, or keep them together.',
    { operation: one.id },
    other.at,
    `${one.id} holds ${other.id} too (upstream: ${other.upstreamId})`,
  );
  store.context.questions.move(other.id, one.id);
  const query = new Map<string, QueryParameter>(one.query.map((parameter) => [parameter.name, parameter]));
  for (const parameter of other.query) if (!query.has(parameter.name)) query.set(parameter.name, parameter);
  for (const [name, value] of [...Object.entries(one.path.select), ...Object.entries(other.path.select)]) {
    if (!query.has(name)) query.set(name, selectParameter(name, value));
  }
  const inBoth = (name: string) =>
    [one, other].every((operation) => operation.query.some((entry) => entry.name === name && entry.required));
  return {
    ...one,
    path: { ...one.path, select: {} },
    scopes: [...new Set([...one.scopes, ...other.scopes])],
    limit: strictest([one.limit, other.limit]),
    retry: mostCareful([one.retry, other.retry]),
    errors: [...new Map([...other.errors, ...one.errors].map((error) => [error.code, error])).values()],
    query: [...query.values()].map((parameter) => (inBoth(parameter.name) ? parameter : optional(parameter))),
    body: mergeBodies(store, one, other),
    replies: new Map([...other.replies, ...one.replies].sort(([a], [b]) => (a < b ? -1 : 1))),
    reply: mergeReplies(store, one, other),
  };
}

function mergeBodies(store: SchemaStore, one: CleanOperation, other: CleanOperation): CleanOperation['body'] {
  if (one.body === undefined || other.body === undefined) {
    const body = one.body ?? other.body;
    return body && { ...body, required: false };
  }
  const examples = [...one.body.examples, ...other.body.examples];
  const required = one.body.required && other.body.required;
  if (one.body.name === other.body.name) return { name: one.body.name, required, examples };
  const [a, b] = [one.body.name, other.body.name].map((name) =>
    keysOf(store, store.schemas.get(name) ?? {}, 0),
  );
  if (a === undefined || b === undefined) return { ...one.body, required };
  const keys = mergeKeys([a, b]);
  const description = own(store.schemas.get(one.body.name), 'description') ?? `What ${one.id} takes.`;
  const name = store.put(one.body.name.replace(/Request$/, 'AnyRequest'), {
    type: 'object',
    description,
    additionalProperties: false,
    ...(keys.required.length > 0 && { required: keys.required }),
    properties: keys.properties,
  });
  return { name, required, examples };
}

function mergeReplies(
  store: SchemaStore,
  one: CleanOperation,
  other: CleanOperation,
): CleanOperation['reply'] {
  if (one.reply === undefined || other.reply === undefined) return one.reply ?? other.reply;
  if (canonical(one.reply.schema) === canonical(other.reply.schema)) return one.reply;
  const name = store.put(`${one.id.charAt(0).toUpperCase()}${one.id.slice(1)}AnyReply`, {
    description: `What ${one.id} answers.`,
    anyOf: [one.reply.schema, other.reply.schema],
  });
  return {
    schema: { $ref: `#/components/schemas/${name}` },
    examples: [...one.reply.examples, ...other.reply.examples],
  };
}

/** The parameter for a query that stood in a path. */
export function selectParameter(name: string, value: string): QueryParameter {
  const schema: Mapping = /^(true|false|)$/.test(value) ? { type: 'boolean' } : { type: 'string' };
  const stated = {
    name,
    in: 'query',
    description: `The ${name.replaceAll('_', ' ')}.`,
    schema,
    example: value === '' ? true : schema['type'] === 'boolean' ? value === 'true' : value,
  };
  return { name, required: false, stated };
}

/** The parameter when not every call has it. */
export function optional(parameter: QueryParameter): QueryParameter {
  const { required: _, ...stated } = parameter.stated;
  return { name: parameter.name, required: false, stated };
}

export function strictest(limits: readonly RateLimit[]): RateLimit {
  const rate = ({ requests, windowSeconds }: RateLimit) => requests / windowSeconds;
  const slowest = limits.reduce((a, b) => (rate(b) < rate(a) ? b : a));
  return { ...slowest, lockSeconds: Math.max(...limits.map(({ lockSeconds }) => lockSeconds)) };
}

export function mostCareful(classes: readonly RetryClass[]): RetryClass {
  const order: RetryClass[] = ['never', 'conditional', 'state-setting', 'safe'];
  return order.find((name) => classes.includes(name)) ?? 'never';
}
