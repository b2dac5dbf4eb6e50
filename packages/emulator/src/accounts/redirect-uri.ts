/** Hosts that are this machine, whatever its name service says. */
const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])$/u;

/** What a host may consist of. The web standard takes `;` and `,` too, which would end a directive of a page's policy. */
const plainHost = /^[a-z\d._\-:[\]]+$/u;

/** Private-use schemes of installed apps have a dot (RFC 8252, 7.1); `javascript:` and `data:` have none. */
const appScheme = /^[a-z][a-z\d+-]*(?:\.[a-z\d+-]+)+:$/u;

/** White space and control characters, which parsers drop without a word, and the backslash, which they take for a slash. */
const unsafe = /[\s\p{Cc}\\]/u;

/** A URI that a browser may be sent to with a code in its hands; nothing for any other text. */
function parsed(uri: string): URL | undefined {
  if (unsafe.test(uri) || uri.includes('#') || !URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') return undefined;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return (isWeb ? plainHost.test(url.host) : appScheme.test(url.protocol)) ? url : undefined;
}

/** Whether a client may register this URI: one of the web, or the private scheme of an app. */
export function canRegister(uri: string): boolean {
  return parsed(uri) !== undefined;
}

/** The URI as a URL, if a client may have its users sent there; with nothing registered, to this machine or to `https`. */
export function allowedRedirect(uri: string, registered: readonly string[]): URL | undefined {
  const url = parsed(uri);
  if (url === undefined) return undefined;
  if (registered.length > 0) return registered.includes(uri) ? url : undefined;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
  return isSafe ? url : undefined;
}

/** How the policy of a page names where a URL leads. */
export function policySource({ protocol, host }: URL): string {
  return host === '' ? protocol : `${protocol}//${host}`;
}
