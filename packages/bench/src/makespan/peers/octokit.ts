import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import type { Call, Service } from './peer.ts';

const Client = Octokit.plugin(throttling, retry);
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** Clients of one id share their limiters, which two processes cannot. */
let ids = 0;

/** With both plugins; whoever asks whether to repeat a call is told to do it once, as in the README. */
export function octokit({ baseUrl, path, accessToken, fetch }: Service): Call {
  ids += 1;
  const client = new Client({
    baseUrl,
    log: silent,
    request: { fetch },
    throttle: {
      id: `process ${ids}`,
      onRateLimit: (_seconds, _options, _octokit, retryCount) => retryCount < 1,
      onSecondaryRateLimit: (_seconds, _options, _octokit, retryCount) => retryCount < 1,
    },
  });
  const headers = { authorization: `Zoho-oauthtoken ${accessToken}` };
  return () => client.request(`GET ${path}`, { headers });
}
