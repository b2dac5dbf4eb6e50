import type { Call, Service } from './peer.ts';

const retries = 5;
const firstPauseMs = 1_000;

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** `fetch` in a loop, as it is written by hand: five retries, pauses of 1, 2, 4, ... s, or what Retry-After says. */
export function naiveRetry(service: Service): Call {
  const { baseUrl, path, accessToken, fetch } = service;
  return async () => {
    for (let retry = 0; ; retry += 1) {
      const reply = await fetch(baseUrl + path, {
        headers: { authorization: `Zoho-oauthtoken ${accessToken}` },
      });
      if (reply.ok) return reply.json();
      const mayPass = reply.status === 429 || reply.status >= 500;
      if (!mayPass || retry === retries) throw new Error(`status ${reply.status}`);
      const seconds = Number(reply.headers.get('retry-after'));
      await sleep(seconds > 0 ? seconds * 1_000 : firstPauseMs * 2 ** retry);
    }
  };
}
