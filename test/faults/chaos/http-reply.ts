/** The parts of a reply, each with a default. */
interface ReplyParts {
  status?: number;
  headers?: Record<string, string | number>;
  body?: string | Buffer;
}

/** The bytes of a reply that is in order: its length is stated, and right. */
export function httpReply({ status = 200, headers = {}, body = '' }: ReplyParts = {}): Buffer {
  const bytes = Buffer.from(body);
  const head = httpHead({ status, headers: { 'Content-Length': bytes.length, ...headers } });
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** The head of a reply, up to the empty line, with these headers and no others. */
export function httpHead({ status = 200, headers = {} }: Omit<ReplyParts, 'body'>): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Told\r\n${fields.join('')}\r\n`;
}

/** The bytes of a 200 with JSON. */
export function jsonReply(value: unknown, headers: Record<string, string | number> = {}): Buffer {
  const type = { 'Content-Type': 'application/json;charset=UTF-8' };
  return httpReply({ headers: { ...type, ...headers }, body: JSON.stringify(value) });
}

/** A text in chunks, as `Transfer-Encoding: chunked` writes them, without the last, empty one. */
export function chunks(...parts: string[]): string {
  return parts.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('');
}
