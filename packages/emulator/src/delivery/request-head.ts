/** What is known of a request before its body: as a door makes it, and the engine reads it. */
export interface RequestHead {
  readonly method: string;
  readonly url: URL;
  /** By name, in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}
