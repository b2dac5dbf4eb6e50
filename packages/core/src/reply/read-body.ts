/** The body is larger than allowed. The rest was not read. */
export class BodyTooLarge extends Error {}

/**
 * Reads a whole body as text and gives up past a number of (decoded) bytes, so that neither an endless reply nor a
 * compressed bomb fills the memory. Invalid UTF-8 becomes U+FFFD; a byte order mark is dropped.
 */
export async function readBody({ body }: Response, maximumBytes: number): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  /** The newest piece. Decoded when the next one comes: a body of one piece needs no stream, which is slow in Node. */
  let last: Uint8Array | undefined;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode(last);
    size += value.byteLength;
    if (size > maximumBytes) {
      await reader.cancel().catch(() => undefined); // The connection is given up either way.
      throw new BodyTooLarge();
    }
    if (last) text += decoder.decode(last, { stream: true });
    last = value;
  }
}
