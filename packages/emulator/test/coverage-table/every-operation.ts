import type { OperationDescriptor, OperationId } from '@cliqkit/types';
import { expect } from 'vitest';
import { allScopes } from '../../src/accounts/scopes.ts';
import { requireOperationId } from '../../src/spec/operation-id.ts';
import type { Session } from '../session.ts';
import type { Carried } from './carry.ts';
import { descriptors } from './cells.ts';
import { callSample, sampleCalls } from './sample-calls.ts';

/*
 * What every operation has in common: the checks before it is carried out. Whatever can be read from the descriptor is.
 */

type Play = Carried['play'];

function carriedBy(descriptor: OperationDescriptor): readonly Carried[] {
  const { limit, windowMs, lockMs, scopes, errors, body } = descriptor;
  const operation = requireOperationId(descriptor.id);
  const rows: Carried[] = [];
  const add = (kind: string, play: Play, options: Carried['options'] = {}): void => {
    if (['limit', 'scope'].includes(kind) || Object.hasOwn(errors, kind))
      rows.push({ operation, kind, options, play });
  };

  /** Makes as many calls as the limit lets pass, all within one window. */
  async function useUp(session: Session): Promise<void> {
    for (let call = 0; call < limit; call += 1) {
      expect((await callSample(session, operation)).status).not.toBe(429);
      if (call === 0) session.advance(windowMs - 1);
    }
  }

  add('limit', async (session) => {
    await useUp(session);
    expect((await callSample(session, operation)).status).toBe(429);
    session.advance(lockMs);
    expect((await callSample(session, operation)).status).not.toBe(429);
    for (let call = 1; call < limit; call += 1) await callSample(session, operation);
    expect((await callSample(session, operation)).status).toBe(429);
    session.advance(lockMs - 1);
    return await callSample(session, operation);
  });

  add('scope', async (session) => {
    const token = (granted: readonly string[]) => session.emulator.issueToken({ scopes: granted });
    const alone = await callSample(session, operation, { token: token(scopes) });
    expect(alone.status).toBeLessThan(300);
    const others = allScopes.filter((scope) => !scopes.includes(scope));
    return await callSample(session, operation, { token: token(others) });
  });

  add('oauthtoken_scope_invalid', (session) =>
    callSample(session, operation, { token: session.emulator.issueToken({ scopes: [] }) }),
  );

  add('oauthtoken_invalid', async (session) => {
    const token = session.emulator.issueToken({ expiresInMs: 1000 });
    session.advance(1000);
    return await callSample(session, operation, { token });
  });

  const overTheLimit: Play = async (session) => {
    await useUp(session);
    return await callSample(session, operation);
  };
  add('request_limit_exceeded', overTheLimit, { quirks: { throttleReply: '400' } });
  add('rate_limit_exceeded', overTheLimit, { quirks: { throttleReply: 'nested' } });

  add('extra_param_found', (session) => {
    const { query: own } = sampleCalls[operation];
    return callSample(session, operation, { query: own === undefined ? 'unheard=of' : `${own}&unheard=of` });
  });

  if (body === undefined) return rows;
  const own = sampleCalls[operation].body ?? {};

  add('extra_key_found', (session) => callSample(session, operation, { body: { ...own, unheard: 'of' } }));

  add('param_missing', async (session) => {
    for (const key of body.required) {
      const { [key]: _left, ...rest } = own;
      if (isOfAnother(descriptor, rest)) continue;
      expect((await callSample(session, operation, { body: rest })).outcome).toBe('400 param_missing');
    }
    return await callSample(session, operation, { body: {} });
  });

  add('input_pattern_mismatch', async (session) => {
    for (const key of Object.keys(body.keys)) {
      const wrong = { ...own, [key]: { not: 'this' } };
      expect((await callSample(session, operation, { body: wrong })).outcome).toBe(
        '400 input_pattern_mismatch',
      );
    }
    return await callSample(session, operation, { body: '{"half":' });
  });
  return rows;
}

/** Whether a body with these keys is meant for another operation on the same URL, and lacks nothing. */
function isOfAnother({ id, bucket }: OperationDescriptor, given: object): boolean {
  return Object.values(descriptors).some(
    (other) =>
      other.id !== id &&
      other.bucket === bucket &&
      other.body?.required.every((key) => Object.hasOwn(given, key)) === true &&
      Object.keys(given).every((key) => Object.hasOwn(other.body?.keys ?? {}, key)),
  );
}

const ids: readonly OperationId[] = Object.values(descriptors).map(({ id }) => requireOperationId(id));

export const common: readonly Carried[] = ids.flatMap((id) => carriedBy(descriptors[id]));
