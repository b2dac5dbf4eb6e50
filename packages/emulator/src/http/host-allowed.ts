const local = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/iu;

/** The header's values, also where Node would keep only the first. */
function valuesOf(rawHeaders: readonly string[], name: string): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

/**
 * Whether a request is meant for this machine and does not come from a foreign web page. A page whose name an attacker
 * has pointed to 127.0.0.1 reaches the door, but cannot leave out its own name.
 */
export function hostAllowed(rawHeaders: readonly string[]): boolean {
  const hosts = valuesOf(rawHeaders, 'host');
  const origins = valuesOf(rawHeaders, 'origin');
  return (
    hosts.length === 1 &&
    hosts.every((host) => local.test(host)) &&
    valuesOf(rawHeaders, 'x-forwarded-host').length === 0 &&
    origins.every((origin) => origin.startsWith('http://') && local.test(origin.slice('http://'.length))) &&
    !valuesOf(rawHeaders, 'sec-fetch-site').includes('cross-site')
  );
}
