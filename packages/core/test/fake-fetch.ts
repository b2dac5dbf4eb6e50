/** One request as it reached `fetch`. */
interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly redirect: RequestRedirect | undefined;
  readonly signal: AbortSignal | undefined;
}

export type Answer = (sent: Sent) => Response | Promise<Response>;

export interface FakeFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Every request that was sent, in order. */
  readonly sent: Sent[];
}

/** A `fetch` that records what it is given. The answers are used in turn; the last one stays. */
export function fakeFetch(...answers: Answer[]): FakeFetch {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (input, init = {}) => {
      const request: Sent = {
        url: input instanceof Request ? input.url : String(input),
        method: init.method ?? 'GET',
        headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? init.body : undefined,
        redirect: init.redirect,
        signal: init.signal ?? undefined,
      };
      sent.push(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      if (answer === undefined) throw new Error('the test gave no answer');
      return await answer(request);
    },
  };
}

/** Answers with JSON. */
export function json(body: unknown, init: ResponseInit = {}): Answer {
  return () => new Response(JSON.stringify(body), withType(init, 'application/json;charset=utf-8'));
}

/** Answers with any text. */
export function text(body: string, init: ResponseInit = {}): Answer {
  return () => new Response(body, withType(init, 'text/html'));
}

/** Answers with no body. */
export function empty(status = 204, headers: Record<string, string> = {}): Answer {
  return () => new Response(null, { status, headers });
}

function withType(init: ResponseInit, type: string): ResponseInit {
  const headers = new Headers(init.headers);
  if (!headers.has('content-type')) headers.set('content-type', type);
  return { ...init, headers };
}

/** Fails as `fetch` does. */
export function failing(error: unknown): Answer {
  return () => Promise.reject(error);
}

/** Never answers, and rejects when its signal aborts, as `fetch` does. */
export function hanging(): Answer {
  return ({ signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
}

/** Answers with a head and the given chunks, and then with nothing more until its signal aborts. */
export function hangingBody(...chunks: string[]): Answer {
  return ({ signal }) =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
          signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true });
        },
      }),
    );
}
