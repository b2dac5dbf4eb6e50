/** The most that a request may send. */
const maxBodyBytes = 1_048_576;

/**
 * The most that is read of a body which is too long. Many clients look for a reply only after they have sent
 * everything, and would see a broken connection in place of the refusal.
 */
const maxDiscardedBytes: number = 8 * maxBodyBytes;

/** The bytes of a body; nothing when there are too many. */
export async function collectBody(
  chunks: AsyncIterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length <= maxBodyBytes) kept.push(chunk);
    else kept = [];
    if (length > maxDiscardedBytes) break;
  }
  return length > maxBodyBytes ? undefined : Buffer.concat(kept);
}
