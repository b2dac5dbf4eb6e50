import axios from 'axios';
import axiosRetry from 'axios-retry';
import type { Call, Service } from './peer.ts';

/** Three retries, the library's number, with the exponential pauses of its README; they heed Retry-After. */
export function axiosClient({ baseUrl, path, accessToken, fetch }: Service): Call {
  const client = axios.create({
    baseURL: baseUrl,
    adapter: 'fetch',
    env: { fetch },
    headers: { authorization: `Zoho-oauthtoken ${accessToken}` },
  });
  axiosRetry(client, { retries: 3, retryDelay: axiosRetry.exponentialDelay });
  return () => client.get(path);
}
