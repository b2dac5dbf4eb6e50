/** The two calls that are measured. */
export interface Calls {
  /** Reads the primary pin of a chat. Each user has a chat of their own. */
  get(user: number): Promise<unknown>;
  /** Pins a message in it. */
  post(user: number): Promise<unknown>;
}

/** Where calls go: `fetch` answers at once within the process, or `url` is a server's. */
export type Way =
  | { readonly kind: 'stub'; readonly url: string }
  | { readonly kind: 'loopback'; readonly url: string };

/** A way to make the calls that a user may choose. */
export interface Peer {
  readonly name: string;
  /** Whether it signs in, repeats what failed and keeps within limits, all by itself. */
  readonly protects?: boolean;
  /** Whether it waits between its calls of its own accord. */
  readonly paced?: boolean;
  open(way: Way): Calls | Promise<Calls>;
}
