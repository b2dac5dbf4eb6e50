export interface FetchLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly maxRedirects: number;
}

export const fetchLimits: FetchLimits = { maxBytes: 16 * 1024 * 1024, timeoutMs: 60_000, maxRedirects: 3 };

/** Fetches a document by https alone, also where it is redirected to, and no more of it than the limit. */
export async function fetchDocument(
  address: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  limits: FetchLimits = fetchLimits,
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let url = httpsUrl(address);
  for (let redirects = 0; redirects <= limits.maxRedirects; redirects += 1) {
    const reply = await fetch(url, { redirect: 'manual', signal });
    const location = reply.headers.get('location');
    if (reply.status >= 300 && reply.status < 400 && location !== null) {
      await reply.body?.cancel();
      url = httpsUrl(location, url);
      continue;
    }
    if (!reply.ok) {
      await reply.body?.cancel();
      throw new Error(`${url.host} answers ${reply.status}. Look whether the document has moved.`);
    }
    return readAtMost(reply, limits.maxBytes);
  }
  throw new Error(`${url.host} redirects more than ${limits.maxRedirects} times.`);
}

function httpsUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new Error('The address is not a URL.');
  const url = new URL(address, base);
  if (url.protocol !== 'https:')
    throw new Error(`The address leads to ${url.protocol}//${url.host}; it must be https.`);
  return url;
}

async function readAtMost(reply: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop by an error cancels the body, so the rest is not read.
  for await (const chunk of reply.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new Error(`The document has more than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  if (length === 0) throw new Error('The document is empty.');
  return Buffer.concat(chunks);
}
