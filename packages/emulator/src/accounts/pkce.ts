import { createHash } from 'node:crypto';

/** How a verifier becomes a challenge (RFC 7636, 4.2). */
type ChallengeMethod = 'S256' | 'plain';

/** What the exchange of a code has to prove that it knows. */
export interface Challenge {
  readonly method: ChallengeMethod;
  readonly value: string;
}

/** Both the verifier and the challenge: 43 to 128 unreserved characters. */
const pattern = /^[A-Za-z\d\-._~]{43,128}$/u;

/** The challenge in the parameters of an authorization request; `none` without one, nothing for one that is malformed. */
export function readChallenge(parameters: URLSearchParams): Challenge | 'none' | undefined {
  const value = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (value === null) return method === null ? 'none' : undefined;
  if (!pattern.test(value)) return undefined;
  if (method === 'S256') return { method, value };
  return method === null || method === 'plain' ? { method: 'plain', value } : undefined;
}

/** Whether a verifier answers a challenge. A challenge always asks for one. */
export function answers(verifier: string | undefined, { method, value }: Challenge): boolean {
  if (verifier === undefined || !pattern.test(verifier)) return false;
  return (
    value === (method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url'))
  );
}
