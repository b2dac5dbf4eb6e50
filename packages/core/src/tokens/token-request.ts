import { ownOf } from '../input/own.ts';
import { readBody } from '../reply/read-body.ts';
import { limited } from '../time/limited.ts';
import type { Stopper } from '../time/stopper.ts';
import type { TokenReply } from './token-reply.ts';
import { readTokenReply } from './token-reply.ts';
import type { GrantEnvironment } from './token-source.ts';

const timeoutMs = 10_000;
const mostBytes = 64 * 1024;

/**
 * Asks the accounts server for a token. Secrets go into the body, never into the URL; a redirect is not followed. Does not
 * throw: a broken connection, a timeout or an endless reply is a failure like an outage.
 */
export async function requestToken(
  form: Readonly<Record<string, string>>,
  { accounts, fetch, clock }: GrantEnvironment,
): Promise<TokenReply> {
  const ask = async ({ signal }: Stopper): Promise<TokenReply> => {
    const init: RequestInit = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      redirect: 'manual',
      signal,
    };
    const response = await fetch(`${accounts}/oauth/v2/token`, ownOf(init));
    return readTokenReply(response.status, await readBody(response, mostBytes));
  };
  try {
    const limits = { signal: undefined, ms: timeoutMs, clock, late: () => undefined, enter: undefined };
    return await limited(limits, ask);
  } catch {
    return { kind: 'failed' }; // What went wrong can quote the request, with its secrets.
  }
}
