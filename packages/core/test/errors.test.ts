import { describe, expect, it, vi } from 'vitest';
import * as core from '../src/index.ts';

const {
  ApiError,
  AuthError,
  BatchError,
  CliqError,
  ClosedError,
  ConflictError,
  ConnectionError,
  InputError,
  isApiError,
  isCliqError,
} = core;
const { PermissionError, RateLimitError, ResponseError, StoreError, TimeoutError } = core;

const retryAt = new Date(0);
const result = { ok: false, succeeded: [], failed: [], unknown: [], notAttempted: [] };
const unknown = {
  outcome: 'unknown',
  status: 500,
  retryAt,
  retryAfterMs: 1,
  timeoutMs: 1,
  phase: 'send',
} as const;
const notApplied = { ...unknown, outcome: 'notApplied' } as const;

describe('an error', () => {
  it.each([
    [new CliqError('a'), 'CliqError', false],
    [new InputError('a'), 'InputError', false],
    [new ApiError('a', notApplied), 'ApiError', false],
    [new AuthError('a'), 'AuthError', false],
    [new PermissionError('a', notApplied), 'PermissionError', false],
    [new ConflictError('a', notApplied), 'ConflictError', false],
    [new RateLimitError('a', notApplied), 'RateLimitError', true],
    [new RateLimitError('a', unknown), 'RateLimitError', false],
    [new ConnectionError('a', notApplied), 'ConnectionError', true],
    [new ConnectionError('a', unknown), 'ConnectionError', false],
    [new TimeoutError('a', notApplied), 'TimeoutError', true],
    [new TimeoutError('a', unknown), 'TimeoutError', false],
    [new ResponseError('a', unknown), 'ResponseError', false],
    [new ClosedError('a'), 'ClosedError', false],
    [new StoreError('a'), 'StoreError', false],
    [new StoreError('a', { retryable: true }), 'StoreError', true],
    [new AuthError('a', { retryable: true }), 'AuthError', true],
    [new ConnectionError('a', { ...notApplied, retryable: false }), 'ConnectionError', false],
    [new BatchError(result), 'BatchError', false],
  ])('%s has its name, says who speaks, and whether a repeat does good', (error, name, retryable) => {
    expect(error).toBeInstanceOf(CliqError);
    expect(error).toMatchObject({ name, retryable, attempts: 0, operation: undefined });
    expect(error.message).toMatch(/^cliqkit: /);
    expect(String(error)).toContain(name);
    expect('cause' in error).toBe(false);
    expect(isCliqError(error)).toBe(true);
    expect(JSON.stringify(error)).toContain(name);
  });

  it('is a refusal, or is not', () => {
    for (const kind of [ApiError, PermissionError, ConflictError])
      expect(new kind('a', notApplied)).toBeInstanceOf(ApiError);
    expect(new RateLimitError('a', notApplied)).toBeInstanceOf(ApiError);
    for (const error of [new AuthError('a'), new InputError('a'), new TimeoutError('a', unknown)])
      expect(error).not.toBeInstanceOf(ApiError);
  });

  it('of input never leaves open what happened', () => {
    expect(new InputError('a', { outcome: 'unknown' }).outcome).toBe('notApplied');
  });

  it('of a limit says when to call again, and whether it was sent at all', () => {
    const sent = new RateLimitError('a', notApplied);
    expect(sent).toMatchObject({ retryAt, retryAfterMs: 1, heldBack: false, status: 500 });
    expect(new RateLimitError('a', { ...notApplied, heldBack: true }).heldBack).toBe(true);
  });

  it('of sign-in says when to try again, if that is known', () => {
    expect(new AuthError('a', { retryAt }).retryAt).toBe(retryAt);
    expect(new AuthError('a').retryAt).toBeUndefined();
  });

  it('keeps a cause, a falsy one too', () => {
    expect(new CliqError('a', { cause: 0 }).cause).toBe(0);
  });
});

describe('isCliqError', () => {
  it('knows the errors of another copy of the package, which instanceof does not', async () => {
    vi.resetModules();
    const other = await import('../src/index.ts');
    const error = new other.ApiError('a', { ...notApplied, operation: 'muteThread' });
    expect(other.ApiError).not.toBe(ApiError);
    expect(error).not.toBeInstanceOf(CliqError);
    expect(isCliqError(error)).toBe(true);
    expect(isApiError(error, 'muteThread')).toBe(true);
    expect(other.isCliqError(new InputError('a'))).toBe(true);
  });

  it.each([
    new Error('a'),
    new TypeError('a'),
    { name: 'CliqError', outcome: 'unknown' },
    'CliqError',
    null,
    undefined,
    0,
    Symbol('a'),
    () => 1,
  ])('does not know %s', (thrown) => {
    expect(isCliqError(thrown)).toBe(false);
    expect(isApiError(thrown)).toBe(false);
  });
});

describe('isApiError', () => {
  const refused = new ApiError('a', { status: 400, code: 'operation_failed', operation: 'muteThread' });

  it('tells refusals from other errors', () => {
    expect(isApiError(refused)).toBe(true);
    expect(isApiError(new AuthError('a', { status: 401 }))).toBe(true);
    for (const error of [
      new AuthError('a'),
      new InputError('a'),
      new ResponseError('a', unknown),
      new ConnectionError('a', unknown),
      new BatchError(result),
    ]) {
      expect(isApiError(error)).toBe(false);
    }
  });

  it('tells whose refusal it is', () => {
    expect(isApiError(refused, 'muteThread')).toBe(true);
    expect(isApiError(refused, 'leaveThread')).toBe(false);
  });
});

describe('the package', () => {
  it('gives out what it documents, and nothing more', () => {
    const names = `
      ApiError AuthError BatchError CliqError ClosedError ConflictError ConnectionError InputError PermissionError
      RateLimitError ResponseError StoreError StoreProblem TimeoutError isApiError isCliqError
      createClient CliqRequest resolveHosts systemClock List apiCall runBatch assertComplete
      normalizeMessageId sameMessageId syncTimeOf requireSyncTime modify reorder selectOperation
      aliasDispatch compose deadline retry pace authorize report receive memoryBudgets
      refreshToken authorizationCode clientCredentials isTokenRecord memoryTokens sealTokens copyOf keepCopy
    `;
    expect(Object.keys(core).sort()).toEqual(names.trim().split(/\s+/).sort());
  });
});
