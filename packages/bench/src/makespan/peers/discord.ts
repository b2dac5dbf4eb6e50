import type { RESTOptions } from '@discordjs/rest';
import { REST } from '@discordjs/rest';
import type { Call, Service } from './peer.ts';

/** As it comes: one call of a route at a time, and as many repetitions of a throttled one as it takes. */
export function discord({ baseUrl, path, accessToken, fetch }: Service): Call {
  const client = new REST({
    api: baseUrl,
    authPrefix: 'Bearer',
    // As its documentation says; the undici that it brings types the same function a little differently.
    makeRequest: fetch as RESTOptions['makeRequest'],
  }).setToken(accessToken);
  return () => client.get(`/${path.slice(1)}`, { versioned: false });
}
