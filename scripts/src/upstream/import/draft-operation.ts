import type { Mapping } from '../read/json.ts';
import { canonical, own } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import type { CleanOperation } from './clean-operation.ts';
import { placeholdersOf } from './clean-path.ts';
import type { DraftMedia } from './draft-media.ts';
import { mostCareful, optional, selectParameter, strictest } from './merge-operations.ts';
import type { Names } from './names.ts';
import { pascalCase } from './names.ts';
import { urlKey } from './read-known-specs.ts';
import type { SchemaStore } from './schema-store.ts';

interface Parts {
  store: SchemaStore;
  media: DraftMedia;
  ids: Names;
  module: string;
}

/** What stands under a method of a path: one operation, or several as variants. */
export function draftOperation(parts: Parts, path: string, members: readonly CleanOperation[]): Mapping {
  const [only, ...others] = members;
  if (only === undefined) throw new Error(`${path} has no operation.`);
  const isPlain = others.length === 0 && Object.keys(only.path.select).length === 0;
  return isPlain ? plain(parts, only) : variants(parts, path, members);
}

function plain({ media, module }: Parts, operation: CleanOperation): Mapping {
  return {
    operationId: operation.id,
    'x-upstream-id': operation.upstreamId,
    ...common(module, operation),
    'x-error-codes': errorsOf(operation),
    ...(operation.query.length > 0 && {
      parameters: operation.query.map((parameter) => media.parameter(operation.id, parameter)),
    }),
    ...(operation.body && { requestBody: media.body([operation], false) }),
    responses: media.replies([operation], false),
  };
}

function variants(
  { store, media, ids, module }: Parts,
  path: string,
  members: readonly CleanOperation[],
): Mapping {
  const { questions } = store.context;
  const [first] = members;
  if (first === undefined) throw new Error(`${path} has no operation.`);
  const verb = { get: 'read', put: 'write', post: 'post', patch: 'change', delete: 'remove' }[first.method];
  const noun =
    path
      .replace(/\{[^}]*\}/g, ' ')
      .split('/')
      .filter((step) => step.trim() !== '')
      .at(-1) ?? 'all';
  const id = ids.claim(`${verb}${pascalCase(noun) ?? 'All'}`);
  const selects = new Set(members.flatMap((member) => Object.keys(member.path.select)));
  const query = queryOf(members);
  const retry = mostCareful(members.map((member) => member.retry));
  const limits = new Set(members.map(({ limit }) => canonical({ ...limit })));
  const scopes = [...new Set(members.flatMap((member) => member.scopes))];
  const place = { operation: first.id };
  if (limits.size > 1)
    questions.ask(
      'Operations of one URL have different limits upstream, and one URL has one limit. The strictest is stated.',
      place,
      first.at,
      id,
    );
  if (members.some((member) => member.scopes.length < scopes.length))
    questions.ask(
      'Operations of one URL need different scopes upstream. All of them are stated; see which one each needs.',
      place,
      first.at,
      scopes.join(', '),
    );
  questions.ask(
    'Upstream has made-up paths for one URL. They are variants of it here (`x-variants`). Make sure that it is one URL, and that what tells them apart is right.',
    place,
    first.at,
    `${first.method.toUpperCase()} ${path}: ${members.map((member) => member.id).join(', ')}`,
  );
  const kinds = new Set(members.map(({ reply }) => reply === undefined));
  if (kinds.size > 1)
    questions.ask(
      'Of the operations of one URL some answer with JSON and some with nothing, and every one of them may do either here. See what the service answers.',
      place,
      first.at,
      id,
    );
  const replies = new Set(members.map(({ reply }) => (reply ? canonical(reply.schema) : '')));
  const templates = templatesOf(path, members);
  const entries = members.map((member, index): Mapping => {
    const own_ = member.query.map(({ name }) => name).filter((name) => !selects.has(name));
    const takesAll = own_.length === query.length;
    const reply = member.reply && nameIn(member.reply.schema);
    return {
      operationId: member.id,
      upstreamId: member.upstreamId,
      template: templates[index] ?? path,
      summary: member.summary,
      description: member.description,
      ...(member.retry !== retry && { retryClass: member.retry }),
      ...(!takesAll && { query: own_ }),
      ...(Object.keys(member.path.select).length > 0 && { select: { query: { ...member.path.select } } }),
      ...(member.body && { body: member.body.name }),
      ...(replies.size > 1 && reply !== undefined && { response: reply }),
      errors: errorsOf(member),
    };
  });
  return {
    operationId: id,
    ...common(module, {
      ...first,
      summary: `${members.length} operations on one URL`,
      description: `One URL with ${members.length} meanings: ${members.map((member) => member.id).join(', ')}.`,
      deprecated: members.every((member) => member.deprecated),
      scopes,
      limit: strictest(members.map((member) => member.limit)),
      retry,
    }),
    'x-variants': entries,
    ...(query.length > 0 && { parameters: query.map((parameter) => media.parameter(id, parameter)) }),
    ...(first.body && { requestBody: media.body(members, true) }),
    responses: media.replies(members, replies.size > 1),
  };
}

function common(module: string, operation: CleanOperation): Mapping {
  return {
    tags: [module],
    summary: operation.summary,
    description: operation.description,
    ...(operation.deprecated && { deprecated: true }),
    security: [{ ZohoOAuth: operation.scopes }],
    'x-rate-limit': { ...operation.limit },
    'x-retry-class': operation.retry,
  };
}

function errorsOf({ errors }: CleanOperation): Json[] {
  return errors.map(({ code, status, source, when }) => ({ code, status, source, when }));
}

/** The query of all variants. What only some of them take, or what picks one of them, is not required. */
function queryOf(members: readonly CleanOperation[]): CleanOperation['query'] {
  const all = new Map(
    members
      .flatMap((member) => member.query.map((parameter) => [parameter.name, parameter] as const))
      .reverse(),
  );
  const names = [
    ...new Set(
      members.flatMap((member) => [
        ...Object.keys(member.path.select),
        ...member.query.map(({ name }) => name),
      ]),
    ),
  ];
  return names.map((name) => {
    const value = members.flatMap(({ path: { select } }) =>
      Object.hasOwn(select, name) ? [select[name] ?? ''] : [],
    )[0];
    const parameter = withValue(all.get(name) ?? selectParameter(name, value ?? ''), value);
    const always =
      value === undefined &&
      members.every((member) => member.query.some((entry) => entry.name === name && entry.required));
    return always ? parameter : optional(parameter);
  });
}

/** A parameter that picks a variant has the value that does so as its example. */
function withValue(
  parameter: CleanOperation['query'][number],
  value: string | undefined,
): CleanOperation['query'][number] {
  if (value === undefined || value === '' || own(parameter.stated, '$ref') !== undefined) return parameter;
  return { ...parameter, stated: { ...parameter.stated, example: value } };
}

/** A name of its own for the URL for each variant: upstream's, where it is the real path but for the placeholders. */
function templatesOf(path: string, members: readonly CleanOperation[]): string[] {
  const taken = new Set<string>();
  return members.map(({ path: { alias, select } }) => {
    const search = new URLSearchParams(select).toString();
    const query = search === '' ? '' : `?${search}`;
    const start = urlKey('', alias) === urlKey('', path) ? alias : path;
    let template = `${start}${query}`;
    for (let next = 1; taken.has(template); next += 1) template = `${renamed(start, next)}${query}`;
    taken.add(template);
    return template;
  });
}

function renamed(path: string, number: number): string {
  const last = placeholdersOf(path).at(-1);
  return last === undefined ? `${path}` : path.replace(`{${last}}`, `{${last}${number}}`);
}

function nameIn(schema: Mapping): string | undefined {
  const ref = own(schema, '$ref');
  return typeof ref === 'string' ? ref.split('/').pop() : undefined;
}
