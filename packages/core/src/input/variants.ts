import type { OperationDescriptor } from '@cliqkit/types';
import { refuseInput } from './refuse-input.ts';
import { keysOf } from './rules.ts';

export type Operations = Readonly<Record<string, OperationDescriptor>>;

/** What tells the operations of one URL apart. */
export interface Discriminators {
  query: Readonly<Record<string, unknown>>;
  body: unknown;
}

const found = new WeakMap<Operations, Map<string, OperationDescriptor[]>>();

/** The operations that share the URL of a template, its aliases included. Looked for once. */
function candidates(operations: Operations, method: string, template: string): OperationDescriptor[] {
  const known = found.get(operations) ?? new Map<string, OperationDescriptor[]>();
  found.set(operations, known);
  const key = `${method} ${template}`;
  const before = known.get(key);
  if (before) return before;
  const all = Object.values(operations).filter((operation) => operation.method === method);
  const named = all.find((operation) => operation.template === template || operation.path === template);
  if (named === undefined) return []; // Not kept: there is no end of templates that nobody knows.
  const sharing = all.filter(({ bucket }) => bucket === named.bucket);
  known.set(key, sharing);
  return sharing;
}

/**
 * Which operation a call on a template is. A template that is an operation's alias must get that operation's body; the
 * real one of a shared URL takes any body that belongs to exactly one operation. Undefined for a template that no
 * operation has.
 *
 * `expected` is the operation when the caller has already said which one it means.
 *
 * Throws InputError for a body that mixes two operations or belongs to none, and names them.
 */
export function selectOperation(
  operations: Operations,
  method: string,
  template: string,
  given: Discriminators,
  expected?: OperationDescriptor,
): OperationDescriptor | undefined {
  const sharing = candidates(operations, method, template);
  const [only] = sharing;
  if (only === undefined || sharing.length === 1) return only;
  const aliased =
    expected ??
    sharing.find((operation) => operation.template === template && operation.template !== operation.path);
  if (only.body === undefined) return aliased ?? byQuery(sharing, given.query);
  return byBody(aliased ? [aliased] : sharing, sharing, given.body);
}

function byQuery(
  sharing: OperationDescriptor[],
  query: Discriminators['query'],
): OperationDescriptor | undefined {
  const picked = sharing.find(
    ({ select }) =>
      select && Object.entries(select.query).every(([name, value]) => String(query[name]) === value),
  );
  return picked ?? sharing.find(({ select }) => select === undefined);
}

/** `allowed` are the operations that the template admits, `sharing` all that the URL has. */
function byBody(
  allowed: OperationDescriptor[],
  sharing: OperationDescriptor[],
  body: unknown,
): OperationDescriptor {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuseInput(idOf(allowed), 'the body must be an object.');
  }
  const keys = keysOf(body);
  const fitting = allowed.filter((operation) => fits(operation, keys));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  throw refuseInput(idOf(allowed), explain(allowed, sharing, keys));
}

function fits({ body }: OperationDescriptor, keys: string[]): boolean {
  if (body === undefined) return false;
  return (
    keys.every((key) => Object.hasOwn(body.keys, key)) &&
    body.required.every((key) => keys.includes(key)) &&
    keys.length >= (body.minKeys ?? 0)
  );
}

/** What is wrong with a set of keys: whose they are, and whose they should be. */
function explain(allowed: OperationDescriptor[], sharing: OperationDescriptor[], keys: string[]): string {
  const owners = keys
    .map((key) => ({ key, holders: sharing.filter(({ body }) => body && Object.hasOwn(body.keys, key)) }))
    .filter(({ holders }) => holders.length <= 1)
    .map(({ key, holders: [owner] }) => `${key} belongs to ${owner?.id ?? 'none'}`);
  const mixed = owners.length > 0 ? `: ${owners.join('; ')}` : '';
  const wanted = allowed
    .map(
      ({ id, body }) =>
        `${id} takes ${Object.keys(body?.keys ?? {})
          .map((key) => (body?.required.includes(key) ? key : `[${key}]`))
          .join(', ')}`,
    )
    .join('; ');
  return `the body must belong to exactly one operation${mixed}. ${wanted}. Send one call for each.`;
}

/** The operation that is called, when only one can be. */
function idOf(allowed: OperationDescriptor[]): string | undefined {
  return allowed.length === 1 ? allowed[0]?.id : undefined;
}
