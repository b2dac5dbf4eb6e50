/** A request as it was handed to the network. What may differ between two sends of one call is left out: the token. */
export interface Send {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: string;
}

/** Lets requests through and writes down those to the API. */
export function recorded(fetch: typeof globalThis.fetch, sends: Send[]): typeof globalThis.fetch {
  return (input, init) => {
    const url = String(input);
    if (!url.includes('/oauth/')) {
      const headers = new Headers(init?.headers);
      headers.delete('authorization');
      sends.push({
        method: init?.method ?? 'GET',
        url,
        body: String(init?.body ?? ''),
        headers: JSON.stringify([...headers]),
      });
    }
    return fetch(input, init);
  };
}

/** Whether all are the same, byte for byte. */
export function areAlike(sends: readonly Send[]): boolean {
  return new Set(sends.map((send) => JSON.stringify(send))).size <= 1;
}
