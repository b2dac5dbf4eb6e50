import { LogLevel, WebClient } from '@slack/web-api';
import type { Call, Service } from './peer.ts';

/**
 * As it comes: 100 requests at a time, ten retries, and a pause of the whole queue for what Retry-After says. It posts
 * every call and wants `ok: true` in every reply; both are put right on the way, and refusals pass as they are.
 */
export function slack({ baseUrl, path, accessToken, fetch }: Service): Call {
  const client = new WebClient(accessToken, {
    slackApiUrl: baseUrl,
    logLevel: LogLevel.ERROR,
    async fetch(url, init) {
      const headers = { authorization: new Headers(init?.headers).get('authorization') ?? '' };
      const reply = await fetch(url, { headers });
      return reply.ok ? Response.json({ ok: true, data: await reply.json() }) : reply;
    },
  });
  return () => client.apiCall(path.slice(1));
}
