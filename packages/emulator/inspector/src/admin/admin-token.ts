const key = 'cliqkit-emulator-token';

/**
 * The token of this start of the emulator: from the address, which it is taken out of at once, or from this tab. What
 * follows the `#` of an address is never sent.
 */
export function readAdminToken(): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    history.replaceState(null, '', location.pathname);
    keepAdminToken(given);
  }
  return sessionStorage.getItem(key) ?? undefined;
}

export function keepAdminToken(token: string): void {
  sessionStorage.setItem(key, token);
}

export function forgetAdminToken(): void {
  sessionStorage.removeItem(key);
}
