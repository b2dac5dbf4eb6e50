/** A request as its bytes came in. */
export interface ReceivedRequest {
  readonly method: string;
  readonly target: string;
  /** Names in lower case, in the order they came, repeated ones included. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

interface Listener {
  /** The first byte of a request is here. */
  onStart(): void;
  /** All of it is. */
  onRequest(request: ReceivedRequest): void;
}

/** Takes the bytes of one connection and tells of the requests in them. Knows bodies with a length only, as the SDK sends. */
export function requestReader({ onStart, onRequest }: Listener): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  let started = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length > 0) {
      if (!started) onStart();
      started = true;
      const headEnd = rest.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = parseHead(rest.subarray(0, headEnd).toString('latin1'));
      const bodyEnd = headEnd + 4 + Number(headerOf(head, 'content-length') ?? 0);
      if (rest.length < bodyEnd) return;
      const body = rest.subarray(headEnd + 4, bodyEnd).toString();
      rest = rest.subarray(bodyEnd);
      started = false;
      onRequest({ ...head, body });
    }
  };
}

type Head = Omit<ReceivedRequest, 'body'>;

/** The first header of a name. */
export function headerOf({ headers }: Head, name: string): string | undefined {
  return headers.find(([given]) => given === name)?.[1];
}

function parseHead(text: string): Head {
  const [line = '', ...fields] = text.split('\r\n');
  const [method = '', target = ''] = line.split(' ');
  const headers = fields.map((field) => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const;
  });
  return { method, target, headers };
}
