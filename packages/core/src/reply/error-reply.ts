/** What an error reply says, whatever its shape. */
export interface ErrorReply {
  code: string | undefined;
  message: string | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the five shapes of CLIQ's errors: `{code, message}`, `{code}`, `{message}`, `{error: {code, message}}`, and
 * a numeric code. Anything else (a page, nothing, an array) has neither code nor message.
 */
export function readErrorReply(body: unknown): ErrorReply {
  if (!isRecord(body)) return { code: undefined, message: undefined };
  const inner = own(body, 'error');
  if (typeof inner === 'string') return { code: inner, message: asText(own(body, 'message')) };
  const said = isRecord(inner) ? inner : body;
  return { code: asText(own(said, 'code')), message: asText(own(said, 'message')) };
}

function own(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What an access token looks like, in case a reply quotes the request. */
const token = /\b(?:Zoho-oauthtoken|Bearer)\s+\S+|\b1000\.[\w.-]{8,}/gi;

/** Text of the service for a message: one line, no control characters, no token, not long. */
export function shorten(text: string, most = 200): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(token, '[token]');
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
