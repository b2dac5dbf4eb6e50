import { describe, expect, it } from 'vitest';
import { CliqRequest } from '../src/call/request.ts';
import { onAbort } from '../src/time/on-abort.ts';
import { Stopper } from '../src/time/stopper.ts';

const url = 'https://cliq.test';

describe('what ends a call', () => {
  it('tells those who listen, with its reason, and not those who have left', () => {
    const stopper = new Stopper();
    const told: unknown[] = [];
    onAbort(stopper, () => told.push(['stays', stopper.reason]));
    onAbort(stopper, () => told.push(['leaves', stopper.reason]))();
    expect(stopper.aborted).toBe(false);
    stopper.abort(0);
    expect([told, stopper.aborted]).toEqual([[['stays', 0]], true]);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])('is a real signal for a middleware that asks for one %s the end', (_when, asksEarly) => {
    const stopper = new Stopper();
    const request = new CliqRequest(url, {}).withSignal(stopper);
    const early = asksEarly ? request.signal : undefined;
    stopper.abort('enough');
    expect(request.signal).toBeInstanceOf(AbortSignal);
    expect(request.signal).toBe(early ?? request.signal);
    expect(request.signal).toMatchObject({ aborted: true, reason: 'enough' });
    expect(request.withUrl(`${url}/2`).withHeader('a', 'b').signal).toBe(request.signal);
  });

  it('is the signal of the caller where there is no other', () => {
    const { signal } = new AbortController();
    expect(new CliqRequest(url, { signal }).signal).toBe(signal);
    expect(new CliqRequest(url, { signal: null }).signal).toBeUndefined();
  });

  it('stays when a request is spread into another one, unless that has a signal of its own', () => {
    const stopper = new Stopper();
    const request = new CliqRequest(url, { signal: stopper });
    const { signal } = new AbortController();
    expect(new CliqRequest(`${url}/2`, { ...request }).stop).toBe(stopper);
    expect(new CliqRequest(`${url}/2`, { ...request, signal }).signal).toBe(signal);
    expect(new CliqRequest(`${url}/2`, { ...request, signal: null }).signal).toBeUndefined();
  });
});
