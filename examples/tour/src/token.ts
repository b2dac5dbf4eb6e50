/** What the accounts server needs for a token. */
export interface RefreshCredentials {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}

/** A source of access tokens: asks the accounts server once, and again when the token is about to end. */
export function tokenSource(
  accountsUrl: string,
  credentials: RefreshCredentials,
  now: () => number,
): () => Promise<string> {
  let current: Promise<{ token: string; freshUntil: number }> | undefined;
  return async () => {
    const held = await current;
    if (held === undefined || now() > held.freshUntil) current = refresh(accountsUrl, credentials, now());
    return (await current)?.token ?? '';
  };
}

async function refresh(
  accountsUrl: string,
  { clientId, clientSecret, refreshToken }: RefreshCredentials,
  now: number,
): Promise<{ token: string; freshUntil: number }> {
  const response = await fetch(`${accountsUrl}/oauth/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    }),
  });
  const reply = (await response.json()) as { access_token?: string; expires_in?: number; error?: string };
  // Zoho's accounts server answers errors with status 200, so only the token itself is a sign of success.
  if (reply.access_token === undefined) throw new Error(`no token: ${reply.error ?? response.status}`);
  return { token: reply.access_token, freshUntil: now + ((reply.expires_in ?? 3600) - 300) * 1000 };
}
