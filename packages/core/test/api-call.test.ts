import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiCall } from '../src/results/api-call.ts';
import { failureOf } from './failure-of.ts';

const response = new Response(null, { status: 204 });
const unhandled: unknown[] = [];
const note = (reason: unknown): void => {
  unhandled.push(reason);
};
const nextTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a call under way', () => {
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', note);
  });
  afterEach(() => {
    process.off('unhandledRejection', note);
  });

  it('is a promise of the data', async () => {
    const call = apiCall(Promise.resolve({ data: { a: 1 }, response }));
    expect(call).toBeInstanceOf(Promise);
    expect(await call).toEqual({ a: 1 });
  });

  it('gives the data and the response, any number of times', async () => {
    const call = apiCall(Promise.resolve({ data: 'a', response }));
    expect(await call.withResponse()).toEqual({ data: 'a', response });
    expect((await call.withResponse()).response).toBe(response);
    expect(await call).toBe('a');
  });

  it('can pick from the reply', async () => {
    const call = apiCall(Promise.resolve({ data: { data: [1] }, response }), ({ data }) => data);
    expect(await call).toEqual([1]);
    expect((await call.withResponse()).data).toEqual([1]);
  });

  it('fails when the picking fails', async () => {
    const thrown = new Error('no');
    const call = apiCall(Promise.resolve({ data: 1, response }), () => {
      throw thrown;
    });
    expect(await failureOf(call)).toBe(thrown);
  });

  it.each(['data', 'withResponse', 'both'])('that fails is reported once, through %s', async (used) => {
    const failed = new Error('no');
    const call = apiCall(Promise.reject(failed));
    if (used !== 'data') expect(await failureOf(call.withResponse())).toBe(failed);
    if (used !== 'withResponse') expect(await failureOf(call)).toBe(failed);
    await nextTick();
    expect(unhandled).toEqual([]);
  });

  it('that fails in a race that it loses is not reported as unhandled', async () => {
    const lost = apiCall(Promise.reject(new Error('late')));
    expect(await Promise.race([Promise.resolve('won'), lost])).toBe('won');
    await nextTick();
    expect(unhandled).toEqual([]);
  });
});
