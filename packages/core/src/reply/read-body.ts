/** The body is larger than allowed. The rest was not read. */
export class BodyTooLarge extends Error {}

/**
 * Reads a whole body as text and gives up past a number of (decoded) bytes, so that neither an endless reply nor a
 * compressed bomb fills the memory. Invalid UTF-8 becomes U+FFFD; a byte order mark is dropped.
 */
export async function readBody(response: Response, maximumBytes: number): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maximumBytes) {
      await reader.cancel().catch(() => undefined); // The connection is given up either way.
      throw new BodyTooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
