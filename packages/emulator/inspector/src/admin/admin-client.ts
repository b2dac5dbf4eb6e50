/** The emulator said no. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The admin API of the emulator that serves this page. */
export interface AdminClient {
  /** Reads, or orders something with `body`. The reply is what the contract says; the emulator is of the same build. */
  call<Reply>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<Reply>;
  /** A reply as it comes, for streams and downloads. */
  open(path: string, signal?: AbortSignal): Promise<Response>;
}

async function messageOf(reply: Response): Promise<string> {
  const body: unknown = await reply.json().catch(() => undefined);
  const message =
    typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : undefined;
  return message ?? `The emulator answered ${reply.status}.`;
}

/** The path and its query, with what the user chose written so that it stays one value. */
export function adminPath(
  path: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** @param token - Goes into a header, never into an address. */
export function createAdminClient(token: string): AdminClient {
  async function send(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = { 'x-emulator-token': token, ...(init.body && { 'content-type': 'application/json' }) };
    const reply = await fetch(`/_emulator${path}`, { ...init, method, headers, cache: 'no-store' });
    if (!reply.ok) throw new RefusedError(reply.status, await messageOf(reply));
    return reply;
  }
  return {
    async call(method, path, body) {
      const reply = await send(method, path, body === undefined ? {} : { body: JSON.stringify(body) });
      return reply.status === 204 ? undefined : await reply.json();
    },
    open: (path, signal) => send('GET', path, signal === undefined ? {} : { signal }),
  };
}
