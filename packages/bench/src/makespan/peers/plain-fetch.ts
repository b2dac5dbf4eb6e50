import type { Service } from './peer.ts';

/** One request with `fetch` alone; throws for everything but success. */
export async function plainFetch(service: Service): Promise<unknown> {
  const { baseUrl, path, accessToken, fetch } = service;
  const reply = await fetch(baseUrl + path, { headers: { authorization: `Zoho-oauthtoken ${accessToken}` } });
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  return reply.json();
}
