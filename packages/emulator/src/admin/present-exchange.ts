import type { OperationId } from '@cliqkit/types';
import type { KeptBody, KeptExchange } from '../journal/exchange-log.ts';
import {
  hideSecrets,
  holdsRealToken,
  maskForm,
  maskHeader,
  maskJson,
  maskText,
  presentedSecrets,
} from '../journal/mask.ts';
import { queryValues } from '../pipeline/read-query.ts';
import type { Check } from '../quirks.ts';
import { route } from '../spec/route.ts';
import type { components } from './generated/admin-api.ts';
import { presentEntry } from './present-entry.ts';
import { sdkCall } from './sdk-call.ts';

type Exchange = components['schemas']['Exchange'];
type Body = components['schemas']['Body'];

const accountsPath = /^\/oauth\//u;
const maxMessage = 500;

function isAccounts({ request }: KeptExchange): boolean {
  return accountsPath.test(request.url.pathname);
}

/** The URL without what is secret in it. */
function maskedUrl(exchange: KeptExchange, origin: string): string {
  const { pathname, search } = exchange.request.url;
  const query = isAccounts(exchange) ? maskForm(search.slice(1)) : maskText(search.slice(1));
  return `${origin}${maskText(pathname)}${query === '' ? '' : `?${query}`}`;
}

function maskedBody(body: KeptBody, exchange: KeptExchange, contentType: string): Body {
  const { text, bytes, cut } = body;
  if (!isAccounts(exchange)) return { text: maskText(text), bytes, cut };
  const isForm = contentType.includes('form') || !/^\s*[[{<]/u.test(text);
  return { text: isForm ? maskForm(text) : maskJson(text), bytes, cut };
}

function headersOf(headers: Iterable<readonly [string, string]>): { name: string; value: string }[] {
  return [...headers].map(([name, value]) => ({ name, value: maskHeader(name, value) }));
}

/** What stands in the reply of a refusal. */
function refusalIn(body: KeptBody | undefined): { message?: string } {
  const text = /"message":"((?:[^"\\]|\\.)*)"/u.exec(body?.text ?? '')?.[1];
  return text === undefined ? {} : { message: maskText(text).slice(0, maxMessage) };
}

function checksOf({ checkOrder, check, entry, replyBody }: KeptExchange): Exchange['checks'] {
  if (check === undefined) return [];
  const failed = check === 'passed' ? checkOrder.length : checkOrder.indexOf(check);
  const resultAt = (index: number) =>
    index < failed ? 'passed' : index === failed ? 'failed' : 'not reached';
  return checkOrder.map((name: Check, index) => ({
    check: name,
    result: resultAt(index),
    ...(index === failed
      ? { ...(entry.code === undefined ? {} : { code: entry.code }), ...refusalIn(replyBody) }
      : {}),
  }));
}

function bodyKeys(body: KeptBody | undefined): Readonly<Record<string, unknown>> {
  if (body === undefined || body.cut) return {};
  try {
    const value: unknown = JSON.parse(body.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function callOf(operation: OperationId, { request, requestBody }: KeptExchange): string | undefined {
  const { method, url } = request;
  const found = route(method, url.pathname);
  if (found.kind !== 'found') return undefined;
  const query = queryValues(found.endpoint, url.searchParams);
  const { ids } = found;
  const call = sdkCall(operation, { id: ids[0] ?? '', ids, query, body: bodyKeys(requestBody) });
  return call === undefined ? undefined : maskText(call);
}

/** Where an exchange has texts that come from outside. */
const open: ReadonlySet<string> = new Set([
  'url',
  'call',
  'message',
  'name',
  'path',
  'query',
  'text',
  'value',
]);

/** Takes out what the request presented as credentials, wherever it or its reply has it a second time. */
function hidden(shown: Exchange, { request, requestBody }: KeptExchange): Exchange {
  const form = `${request.url.search.slice(1)}&${requestBody?.text ?? ''}`;
  const secrets = presentedSecrets(request.headers, form);
  return JSON.parse(JSON.stringify(shown), (name, value: unknown) =>
    open.has(name) && typeof value === 'string' ? hideSecrets(value, secrets) : value,
  );
}

/** A request and its reply, without the secrets in them. */
export function presentExchange(exchange: KeptExchange, origin: string): Exchange {
  const { entry, request, requestBody, replyBody, status, replyHeaders } = exchange;
  const { operation } = entry;
  const call = operation === undefined || operation === 'token' ? undefined : callOf(operation, exchange);
  const sent = [request.url.href, requestBody?.text ?? '', ...request.headers.values()];
  const shown: Exchange = {
    entry: presentEntry(entry),
    url: maskedUrl(exchange, origin),
    request: {
      headers: headersOf(request.headers),
      ...(requestBody === undefined
        ? {}
        : { body: maskedBody(requestBody, exchange, request.headers.get('content-type') ?? 'form') }),
    },
    reply: {
      ...(status === undefined ? {} : { status }),
      headers: status === undefined ? [] : headersOf(Object.entries(replyHeaders)),
      ...(replyBody === undefined || status === undefined
        ? {}
        : { body: maskedBody(replyBody, exchange, replyHeaders['content-type'] ?? '') }),
    },
    checks: checksOf(exchange),
    ...(call === undefined ? {} : { call }),
    ...(sent.some(holdsRealToken)
      ? {
          warning:
            'Something here looked like a token of the real service. It is masked; revoke it if it was one.',
        }
      : {}),
  };
  return hidden(shown, exchange);
}
