import { createRequire } from 'node:module';
import { operations } from '@cliqkit/types';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/*
 * Checks replies against the published OpenAPI documents. Written apart from the emulator's own reading of them, so that
 * a mistake there shows here.
 */

interface Media {
  readonly schema: unknown;
}

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, Media>> }>
  >;
  readonly 'x-error-codes'?: readonly { readonly code: string; readonly status: number }[];
  readonly 'x-variants'?: readonly {
    readonly operationId: string;
    readonly response?: string;
    readonly errors: readonly { readonly code: string; readonly status: number }[];
  }[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Operation['responses'] };
}

/** Statuses of the emulator itself, of which the documents know nothing. */
const ownStatuses: ReadonlySet<number> = new Set([413, 414, 507]);

export interface ReplyExemptions {
  /** Lets the documented 200 of leave, mute and unmute pass (quirk `acknowledge: '200'`). */
  readonly acknowledge200?: boolean;
  /** Lets the replies pass that a quirk `noPrimary` other than the default gives. */
  readonly noPrimary?: boolean;
}

const require = createRequire(import.meta.url);
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const modules = [...new Set(Object.values(operations).map(({ module }) => module))];
const documents = new Map<string, Document>(
  modules.map((module) => [module, require(`@cliqkit/types/openapi/${module}.json`) as Document]),
);
for (const [module, document] of documents) ajv.addSchema(document, `${module}.json`);

function patternOf(path: string): RegExp {
  return new RegExp(`^(?:/network/[^/]+)?/api/v3${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`, 'u');
}

const routes = [...documents].flatMap(([module, document]) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => ({
        module,
        document,
        path,
        method,
        pattern: patternOf(path),
        operation,
      })),
  ),
);

const compiled = new Map<string, ValidateFunction>();

function validator(module: string, pointer: readonly string[]): ValidateFunction {
  const encoded = pointer.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')));
  const $ref = `${module}.json#/${encoded.join('/')}`;
  const check = compiled.get($ref) ?? ajv.compile({ $ref });
  compiled.set($ref, check);
  return check;
}

/** The known error codes of an operation, each with its status. */
function codesOf(operation: Operation): ReadonlyMap<string, number> {
  const listed = [
    ...(operation['x-error-codes'] ?? []),
    ...(operation['x-variants'] ?? []).flatMap(({ errors }) => errors),
  ];
  return new Map(listed.map(({ code, status }) => [code, status]));
}

function codeIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('error' in body) return codeIn(body.error);
  return 'code' in body && typeof body.code === 'string' ? body.code : undefined;
}

function exempt(path: string, url: URL, status: number, exemptions: ReplyExemptions): boolean {
  const acknowledged =
    exemptions.acknowledge200 === true && status === 200 && /\/(?:leave|mute|unmute)$/u.test(path);
  return (
    acknowledged ||
    (exemptions.noPrimary === true && url.searchParams.has('primary') && (status === 204 || status === 200))
  );
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Throws when a reply does not match the published documents: its status, its content type, its body, or its error code.
 * What does not go to `/api/v3` passes unseen.
 */
export async function validateReply(
  request: Pick<Request, 'method' | 'url'>,
  reply: Pick<Response, 'status' | 'ok' | 'headers' | 'text'>,
  exemptions: ReplyExemptions = {},
): Promise<void> {
  const url = new URL(request.url);
  if (!url.pathname.includes('/api/v3') || ownStatuses.has(reply.status)) return;
  const where = `${request.method} ${url.pathname}${url.search} -> ${reply.status}`;
  const here = routes.filter(({ pattern }) => isEncoded(url.pathname) && pattern.test(url.pathname));
  const found = here.find(({ method }) => method === request.method.toLowerCase());
  if (found === undefined) {
    const expected = here.length === 0 ? 404 : 405;
    if (reply.status !== expected)
      throw new Error(`${where}: a URL or method that the spec lacks gives ${expected}`);
    return;
  }
  const { module, document, path, method, operation } = found;
  if (exempt(path, url, reply.status, exemptions)) return;
  const listed = operation.responses[String(reply.status)];
  if (listed === undefined) throw new Error(`${where}: not a status of this operation`);
  const shared = listed.$ref?.split('/').slice(1);
  const response = shared === undefined ? listed : document.components.responses[shared.at(-1) ?? ''];
  const base = shared ?? ['paths', path, method, 'responses', String(reply.status)];
  const text = await reply.text();
  if (response?.content === undefined) {
    if (text !== '') throw new Error(`${where}: a body where the spec has none`);
    return;
  }
  const type = reply.headers.get('content-type')?.split(';')[0] ?? '';
  if (response.content[type] === undefined)
    throw new Error(`${where}: content type "${type}" is not in the spec`);
  const body: unknown = type === 'application/json' ? JSON.parse(text) : text;
  const variants = operation['x-variants'] ?? [];
  const variant = variants.find(({ operationId }) =>
    operationId === 'getPrimaryPinnedMessage'
      ? url.searchParams.has('primary') && url.searchParams.get('primary') !== 'false'
      : operationId === 'getPinnedMessages' && (url.searchParams.get('primary') ?? 'false') === 'false',
  );
  const pointer =
    reply.ok && variant?.response !== undefined
      ? ['components', 'schemas', variant.response]
      : [...base, 'content', type, 'schema'];
  const check = validator(module, pointer);
  if (!check(body)) throw new Error(`${where}: ${ajv.errorsText(check.errors)} in ${text}`);
  const code = codeIn(body);
  const status = code === undefined ? undefined : codesOf(operation).get(code);
  if (!reply.ok && code !== undefined && status !== reply.status) {
    throw new Error(`${where}: the spec lists ${code} with ${status ?? 'no status'}`);
  }
}

/** A `fetch` that throws when a reply does not match the published documents. */
export function validatingFetch(fetchReply: typeof fetch, exemptions: ReplyExemptions = {}): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const seen = request.clone();
    const reply = await fetchReply(request);
    await validateReply(seen, reply.clone(), exemptions);
    return reply;
  };
}
