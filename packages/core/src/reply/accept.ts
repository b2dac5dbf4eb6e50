import type { Call } from '../call/call.ts';
import { detailsOf, nameOf } from '../call/call.ts';
import { adviceOn } from '../errors/advice.ts';
import { ResponseError } from '../errors/response-error.ts';
import { readErrorReply, shorten } from './error-reply.ts';
import { parseExactJson } from './exact-json.ts';
import type { BeforeReply } from './refusal.ts';
import { refusal } from './refusal.ts';

/** Where the JSON of a reply is kept: on the reply itself, unseen, for a WeakMap is slow to collect. */
const parsed = Symbol('parsed');

/** The JSON of an accepted reply; undefined for one that carries nothing. */
export function parsedBody(response: Response): unknown {
  return Reflect.get(response, parsed);
}

/** Whether a response came out of `accept`, and nothing was put in its place. */
export function isAccepted(response: unknown): response is Response {
  return typeof response === 'object' && response !== null && Object.hasOwn(response, parsed);
}

/** A reply that was read, and its text. */
interface Reply {
  response: Response;
  text: string;
}

/**
 * Takes a whole reply for what its operation promises. Answers with it or, if it carries nothing or somebody may want its
 * body (`readable`), with one whose body can be read without failing. Throws a refusal as ApiError and its kin, and a
 * success that is not what was promised as ResponseError.
 */
export function accept(
  call: Call,
  { response, text }: Reply,
  before: BeforeReply,
  readable: boolean,
): Response {
  const { status } = response;
  const json = parse(text);
  if (status >= 400 || looksLikeError(call, json.value)) {
    throw refusal(call, response, readErrorReply(json.value), before);
  }
  const problem = problemWith(call, text, json);
  if (problem) throw unexpected(call, status, problem, text);
  call.ambiguous = false;
  const empty = text === '' || status === 204 || status === 205 || call.operation?.reply === 'none';
  const accepted =
    readable || empty || !Object.isExtensible(response)
      ? new Response(empty ? null : text, { status, headers: headersOf(response) })
      : response;
  const value = empty ? undefined : json.value;
  return Object.defineProperty(accepted, parsed, { value, configurable: true });
}

interface Json {
  value?: unknown;
  broken?: true;
}

function parse(text: string): Json {
  if (text === '') return {};
  try {
    return { value: parseExactJson(text) };
  } catch {
    return { broken: true };
  }
}

/** The headers without those that describe the body as it came, which has been read and unpacked. */
function headersOf(response: Response): Headers {
  const headers = new Headers(response.headers);
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name);
  return headers;
}

/** A 200 whose JSON has a code and none of what the operation answers with; where it answers with nothing, a known code. */
function looksLikeError({ operation }: Call, value: unknown): boolean {
  const { code } = readErrorReply(value);
  if (operation === undefined || code === undefined) return false;
  return operation.replyKeys ? !hasOneOf(value, operation.replyKeys) : Object.hasOwn(operation.errors, code);
}

/** What keeps a success from being what its operation promises. An operation that promises nothing takes anything. */
function problemWith(call: Call, text: string, { value, broken }: Json): string | undefined {
  const { reply, replyKeys } = call.operation ?? { reply: 'optional', replyKeys: undefined };
  if (text === '') return reply === 'json' ? 'is empty' : undefined;
  if (broken) return 'is not JSON';
  if (reply === 'none') return undefined; // Some say in JSON that they say nothing.
  if (replyKeys === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is not an object';
  return hasOneOf(value, replyKeys) ? undefined : `has no ${replyKeys[0]}`;
}

function hasOneOf(value: unknown, keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && keys.some((key) => Object.hasOwn(value, key));
}

function unexpected(call: Call, status: number, what: string, text: string): ResponseError {
  const snippet = text === '' ? undefined : shorten(text);
  const advice = adviceOn(call, 'Check the data centre and the proxy.');
  return new ResponseError(
    `${nameOf(call)}: the reply (${status}) ${what}${snippet ? `: ${snippet}` : ''}. ${advice}`,
    { ...detailsOf(call), status, snippet },
  );
}
