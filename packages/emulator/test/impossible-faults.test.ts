import { describe, expect, test } from 'vitest';
import type { Fault, LimitOverrides } from '../src/index.ts';
import { createEmulator } from '../src/index.ts';
import { startSession } from './session.ts';

describe('a fault cannot', () => {
  test.each<[Fault, string]>([
    ...[0, 101, 200.5, 600].map((status): [Fault, string] => [{ kind: 'status', status }, 'is not a status']),
    ...[299, 400].map((status): [Fault, string] => [{ kind: 'redirect', status }, 'is not a status']),
    ...[204, 205, 304].map((status): [Fault, string] => [{ kind: 'html', status }, 'cannot have a page']),
    [{ kind: 'html', status: 600 }, 'is not a status'],
    [{ kind: 'throttle', lockMs: -1 }, 'will not do for lockMs'],
    [{ kind: 'oversize', bytes: Number.NaN }, 'will not do for bytes'],
    [{ kind: 'drip', ms: Number.POSITIVE_INFINITY }, 'will not do for ms'],
    [{ kind: 'throttle', retryAfter: 'two\nlines' }, 'a header that cannot be sent'],
    [{ kind: 'redirect', location: 'two\nlines' }, 'a header that cannot be sent'],
    [{ kind: 'status', status: 503, headers: { 'no name': '1' } }, 'a header that cannot be sent'],
  ])('be %j', async (fault, text) => {
    const { emulator } = await startSession();
    expect(() => emulator.faults.plan('getPinnedMessages', fault)).toThrow(text);
    expect(() => emulator.faults.random({ seed: 1, rate: 1, faults: [fault] })).toThrow(text);
    expect(emulator.faults.account().planned).toBe(0);
  });

  test('be of a kind that there is not', async () => {
    const { faults } = (await startSession()).emulator;
    // @ts-expect-error no such fault
    expect(() => faults.plan('getPinnedMessages', 'explode')).toThrow('there is no fault "explode"');
    // @ts-expect-error a reply needs a status
    expect(() => faults.plan('getPinnedMessages', 'status')).toThrow('undefined is not a status');
  });

  test('strike an operation that there is not', async () => {
    const { faults } = (await startSession()).emulator;
    // @ts-expect-error no such operation
    expect(() => faults.plan('getEverything')).toThrow('there is no operation getEverything');
    // @ts-expect-error no such operation
    expect(() => faults.random({ seed: 1, rate: 1, operations: ['toString'] })).toThrow(
      'no operation toString',
    );
  });

  test('end an access token where there is none', async () => {
    const { faults } = (await startSession()).emulator;
    expect(() => faults.plan('token', 'stall', 'expire-token')).toThrow('cannot strike the token endpoint');
    expect(faults.account().planned).toBe(0);
  });

  test.each([-0.1, 1.1, Number.NaN])('strike with the probability %d', async (rate) => {
    const { faults } = (await startSession()).emulator;
    expect(() => faults.random({ seed: 1, rate })).toThrow('is not a rate');
  });
});

describe('an emulator cannot', () => {
  test.each<[LimitOverrides, string]>([
    [{ getPinCategories: { limit: -1 } }, '-1 will not do for limit of getPinCategories'],
    [{ getPinCategories: { windowMs: 0 } }, '0 will not do for windowMs'],
    [{ getPinCategories: { lockMs: 0.5 } }, '0.5 will not do for lockMs'],
    // @ts-expect-error no such operation
    [{ getEverything: { limit: 1 } }, 'there is no operation getEverything'],
  ])('have the limits %j', async (limits, text) => {
    await expect(createEmulator({ port: false, limits })).rejects.toThrow(text);
  });

  test.each([-1, 0.5, Number.NaN])('keep %d entries', async (journalSize) => {
    await expect(createEmulator({ port: false, journalSize })).rejects.toThrow('will not do for journalSize');
  });
});
