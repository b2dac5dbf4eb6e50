/** A reply as the engine makes it. Each door turns it into what its clients see. */
export interface Reply {
  readonly status: number;
  /** By name, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** `undefined` for a reply without a body, which is not the same as an empty one. */
  readonly body: string | undefined;
  /** Blanks follow the body until it has this many bytes. */
  readonly paddedTo?: number;
}

/** A reply without a body. */
export function emptyReply(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: undefined };
}

/** A reply with a text of any type. */
export function textReply(
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, headers: { 'content-type': contentType, ...headers }, body };
}
