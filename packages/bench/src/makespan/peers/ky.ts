import ky from 'ky';
import type { Call, Service } from './peer.ts';

/** As it comes: two retries, which heed Retry-After. */
export function kyClient({ baseUrl, path, accessToken, fetch }: Service): Call {
  const client = ky.create({ fetch, headers: { authorization: `Zoho-oauthtoken ${accessToken}` } });
  return () => client.get(baseUrl + path).json();
}
