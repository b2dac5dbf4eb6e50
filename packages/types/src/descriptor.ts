/** How a call may be repeated after a failure that leaves open whether it took effect. */
export type RetryClass = 'safe' | 'state-setting' | 'conditional' | 'never';

/** What a success carries: JSON, nothing, or JSON only when asked for. */
export type ReplyKind = 'json' | 'none' | 'optional';

/** Query values that pick something. */
export interface QueryMatch {
  readonly query: Readonly<Record<string, string>>;
}

/** The bounds of one key of a body, or of one query parameter. Lengths in characters. */
export interface KeyRule {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
}

/** Which names are known, and which of them must be there. */
export interface KeyRules {
  readonly required: readonly string[];
  readonly keys: Readonly<Record<string, KeyRule>>;
}

/** Which keys a JSON body has. */
export interface BodyRule extends KeyRules {
  /** Whether the body may be left out. */
  readonly optional: boolean;
  /** How many keys there must be at least. */
  readonly minKeys?: number;
}

/** What is known of an operation before it is called. Generated from the specs, one for each of the 32 operations. */
export interface OperationDescriptor {
  readonly id: string;
  readonly module: string;
  readonly method: string;
  /** Path template of the real URL. */
  readonly path: string;
  /** Path template of this operation: `path`, or an alias of it where several operations share a URL. */
  readonly template: string;
  /** Key of the rate budget. Operations that share a URL and a method share it. */
  readonly bucket: string;
  /** Calls that one user may make within `windowMs`. */
  readonly limit: number;
  /** Whether Zoho documents the limit, or it is assumed. */
  readonly limitSource: 'documented' | 'assumed';
  readonly windowMs: number;
  /** How long the user is locked out of the URL after passing the limit. */
  readonly lockMs: number;
  /** OAuth scopes that the access token needs. */
  readonly scopes: readonly string[];
  /** Known error codes and the HTTP status each comes with. */
  readonly errors: Readonly<Record<string, number>>;
  readonly retry: RetryClass;
  readonly reply: ReplyKind;
  /** Keys that a JSON reply always has. */
  readonly replyKeys?: readonly string[];
  /** Its query parameters. */
  readonly query: KeyRules;
  /** Query values that tell this operation from others on its URL. */
  readonly select?: QueryMatch;
  /** Query values with which the call is not repeated, whatever its retry class says. */
  readonly neverRetryWhen?: QueryMatch;
  readonly body?: BodyRule;
  /** The list that one call takes at most `maximum` items of. */
  readonly batch?: { readonly in: 'body' | 'query'; readonly field: string; readonly maximum: number };
}
