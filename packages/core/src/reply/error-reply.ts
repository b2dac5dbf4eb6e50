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

/** Longer words are not prose: tokens and keys in any encoding, but ids too. A few known codes are longer. */
const longWord = /[^\s"'<>(){}[\],;:]{24,}/g;
const codeLike = /^[a-z]+(?:_[a-z]+)*$/;
const schemeAndToken = /\b(?:Zoho-oauthtoken|Bearer|Basic)\s+\S+|\b(?:emu_)?100\d\.\S+/gi;

/**
 * Text of the service for a message: one line, no control characters, not long, and of the words only those that can be
 * language. A reply may quote the request, with the token or a message in it.
 */
export function shorten(text: string, most = 200): string {
  const line = beginningOf(text, 4 * most)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(schemeAndToken, '[token]')
    .replace(longWord, (word) => (codeLike.test(word) ? word : '[…]'));
  return line.length > most || text.length > 4 * most ? `${line.slice(0, most)}…` : line;
}

/** Enough of a long text; the patterns need not see megabytes. A word that is cut is left out: it may be half a token. */
function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = most;
  while (end > 0 && !/\s/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
