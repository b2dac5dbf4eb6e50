/** A reply of the service. */
export interface Reply {
  status: number;
  json?: unknown;
  headers?: Record<string, string>;
}

/** A request as it was handed to the network. */
export interface Sent {
  method: string;
  url: string;
  authorization: string | null;
  contentType: string | null;
  /** The JSON of the body; undefined for a request with none. */
  body: unknown;
}

/**
 * A `fetch` that answers with the given replies, in order, and records what it was sent. A request too many fails like
 * a broken connection, and is recorded too.
 */
export function recordingFetch(...replies: Reply[]): { fetch: typeof globalThis.fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      sent.push({
        method: init?.method ?? 'GET',
        url: String(input),
        authorization: headers.get('authorization'),
        contentType: headers.get('content-type'),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      });
      const reply = replies.shift();
      if (reply === undefined) throw new TypeError('no reply is left');
      const { status, json, headers: replyHeaders = {} } = reply;
      return new Response(json === undefined ? null : JSON.stringify(json), {
        status,
        headers: replyHeaders,
      });
    },
  };
}
