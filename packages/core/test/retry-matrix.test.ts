import type { OperationDescriptor } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CliqError } from '../src/errors/cliq-error.ts';
import { authorize } from '../src/middleware/authorize.ts';
import { retry } from '../src/middleware/retry.ts';
import { errorOf } from './failure-of.ts';
import type { FakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, hanging, json, text } from './fake-fetch.ts';
import { brokenBody, networkFailure, plainCall, successOf } from './plain-call.ts';

/** What a failure proves. From it and from the operation's class follows everything else. */
type Proof =
  /** The request never left, or was refused before it was looked at. */
  | 'not executed'
  /** The same after a throttle, which does not count as a failure. */
  | 'throttled'
  /** The token is no longer good. */
  | 'unauthorized'
  /** It may have been executed, and may work the next time. */
  | 'unclear'
  /** It was refused; the next time is the same. */
  | 'refused'
  /** It may have been executed, and the next time is the same. */
  | 'unclear for good';

const failures: Readonly<Record<string, { answer: Answer; proof: Proof }>> = {
  'a refused connection': { answer: networkFailure('ECONNREFUSED'), proof: 'not executed' },
  'an unknown host': { answer: networkFailure('ENOTFOUND'), proof: 'not executed' },
  'a name server that is busy': { answer: networkFailure('EAI_AGAIN'), proof: 'not executed' },
  'a slow connect': { answer: networkFailure('UND_ERR_CONNECT_TIMEOUT'), proof: 'not executed' },
  'a wrong certificate': { answer: networkFailure('CERT_HAS_EXPIRED'), proof: 'refused' },
  'a reset': { answer: networkFailure('ECONNRESET'), proof: 'unclear' },
  'a failure without a code': { answer: () => Promise.reject(new TypeError('x')), proof: 'unclear' },
  'no reply in time': { answer: hanging(), proof: 'unclear' },
  'a reply that breaks': { answer: brokenBody(), proof: 'unclear' },
  '500': { answer: json({ code: 'internal_error' }, { status: 500 }), proof: 'unclear' },
  '502 with a page': { answer: text('<html>Bad gateway</html>', { status: 502 }), proof: 'unclear' },
  '503': { answer: empty(503), proof: 'unclear' },
  '504': { answer: empty(504), proof: 'unclear' },
  '501': { answer: empty(501), proof: 'unclear for good' },
  '507': { answer: empty(507), proof: 'unclear for good' },
  'a redirect': { answer: empty(307, { location: '/' }), proof: 'unclear for good' },
  '400': { answer: json({ code: 'operation_failed' }, { status: 400 }), proof: 'refused' },
  'a conflict': { answer: json({ code: 'client_not_synced' }, { status: 400 }), proof: 'refused' },
  '401': { answer: json({ code: 'oauthtoken_invalid' }, { status: 401 }), proof: 'unauthorized' },
  'a missing scope': {
    answer: json({ code: 'oauthtoken_scope_invalid' }, { status: 401 }),
    proof: 'refused',
  },
  '403': { answer: empty(403), proof: 'refused' },
  '404': { answer: empty(404), proof: 'refused' },
  '408': { answer: empty(408), proof: 'refused' },
  '429': { answer: empty(429), proof: 'throttled' },
  'a throttle as 400': {
    answer: json({ code: 'request_limit_exceeded' }, { status: 400 }),
    proof: 'throttled',
  },
  'a throttle as 503': { answer: json({ code: 'rate_limit_exceeded' }, { status: 503 }), proof: 'throttled' },
};
const names = Object.keys(failures);
const every: OperationDescriptor[] = Object.values(operations);
const maxAttempts = 4;

/** What is to come of a call that meets these failures and then succeeds: how often it is sent, and how it ends. */
function expected({ retry: kind }: OperationDescriptor, proofs: readonly Proof[]) {
  let [failed, unauthorized, unclear] = [0, 0, false];
  for (const [index, proof] of proofs.entries()) {
    unclear ||= proof === 'unclear' || proof === 'unclear for good';
    failed += proof === 'unclear' || proof === 'not executed' ? 1 : 0;
    unauthorized += proof === 'unauthorized' ? 1 : 0;
    const lost =
      proof === 'refused' ||
      proof === 'unclear for good' ||
      (unclear && kind === 'never') ||
      failed === maxAttempts ||
      unauthorized > 1;
    const outcome = unclear && kind !== 'safe' ? 'unknown' : 'notApplied';
    if (lost) return { sends: index + 1, outcome };
  }
  return { sends: proofs.length + 1, outcome: undefined };
}

/** Sends one call, with a new token for every attempt. */
function meeting(operation: OperationDescriptor, met: readonly string[]) {
  let token = 0;
  const middleware = (clock: FakeClock) => [
    retry({ clock, random: () => 0.5, maxAttempts }),
    authorize({ accessToken: () => `token-${token++}` }),
  ];
  const answers = met.map((name) => failures[name]?.answer ?? empty(599));
  return plainCall(operation, [...answers, successOf(operation)], middleware, { body: '{"a":"é"}' });
}

async function expectAsDerived(operation: OperationDescriptor, met: readonly string[]): Promise<void> {
  const proofs = met.map((name) => failures[name]?.proof ?? 'refused');
  const { sends, outcome } = expected(operation, proofs);
  const { clock, sent, reply } = meeting(operation, met);
  if (outcome === undefined) expect((await reply()).ok).toBe(true);
  else
    expect(await errorOf(CliqError, reply())).toMatchObject({
      outcome,
      attempts: sends,
      operation: operation.id,
    });
  expect(sent).toHaveLength(sends);
  expect(clock.timers).toBe(0);
}

describe.each(names)('after %s, a call', (name) => {
  it.each(every.map((operation) => [operation.retry, operation.id, operation] as const))(
    'that is %s (%s) is repeated only if that can do no harm',
    async (_retry, _id, operation) => {
      await expectAsDerived(operation, [name]);
      await expectAsDerived(operation, [name, name]);
      await expectAsDerived(operation, [name, name, name, name, name]);
    },
  );
});

describe('a call that meets one failure after another', () => {
  const met = fc.array(fc.constantFrom(...names), { minLength: 2, maxLength: 7 });

  it('is sent as often as what each of them proves allows, and says truly what became of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...every), met, async (operation, failing) => {
        await expectAsDerived(operation, failing);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same in every attempt, but for its token', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...every), met, async (operation, failing) => {
        const { sent, reply } = meeting(operation, failing);
        await reply().catch(() => undefined);
        const [first, ...others] = sent.map(({ url, method, body, headers }) => {
          headers.delete('authorization');
          return { url, method, body, headers: [...headers] };
        });
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a message, a new folder, a new pin', () => {
  const posts = every.filter((operation) => operation.retry === 'never');

  it('is never sent again after an attempt that may have worked', async () => {
    expect(posts).toHaveLength(6);
    const met = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), met, async (operation, failing) => {
        const { sent, reply } = meeting(operation, failing);
        await reply().catch(() => undefined);
        const maybeDone = sent.filter((_request, index) => {
          const proof = failures[failing[index] ?? '']?.proof;
          return proof === undefined || proof === 'unclear' || proof === 'unclear for good';
        });
        expect(maybeDone.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
