import autocannon from 'autocannon';
import type { LoadCall } from './calls.ts';

/** What a load generator has seen. */
export interface Load {
  readonly calls: number;
  readonly perSecond: number;
  readonly p99Ms: number;
}

const connections = 10;

/**
 * Calls as often as ten connections can, for some seconds.
 *
 * @throws Error if a call fails: the figure would tell how fast the server refuses.
 */
export async function load(
  baseUrl: string,
  token: string,
  { method, path, body }: LoadCall,
  seconds: number,
): Promise<Load> {
  const { requests, latency, non2xx, errors } = await autocannon({
    url: baseUrl + path,
    method,
    connections,
    duration: seconds,
    headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
    ...(body === undefined
      ? {}
      : { requests: [{ setupRequest: (request) => ({ ...request, body: body() }) }] }),
  });
  if (non2xx + errors > 0) {
    throw new Error(
      `${method} ${path}: ${non2xx} replies of ${requests.total} were refusals, ${errors} calls failed`,
    );
  }
  return { calls: requests.total, perSecond: requests.average, p99Ms: latency.p99 };
}
