import { describe, expect, test } from 'vitest';
import type { UseEmulatorOptions } from '../../src/testing/test-bench.ts';
import type { TestEvent, TestRunner } from '../../src/testing/use-emulator.ts';
import { useEmulatorWith } from '../../src/testing/use-emulator.ts';

/** A test runner that runs what a test tells it to. */
function createRunner() {
  const printed: string[] = [];
  let beforeAll: () => Promise<void> = async () => undefined;
  let afterAll = beforeAll;
  let beforeEach: (event: TestEvent) => void = () => undefined;
  let afterEach = beforeEach;
  const runner: TestRunner = {
    beforeAll(run) {
      beforeAll = run;
    },
    afterAll(run) {
      afterAll = run;
    },
    beforeEach(run) {
      beforeEach = run;
    },
    afterEach(run) {
      afterEach = run;
    },
    print: (text) => printed.push(text),
  };
  return {
    runner,
    printed,
    start: () => beforeAll(),
    end: () => afterAll(),
    begin: (name: string) => beforeEach({ name, failed: false }),
    finish: (name: string, failed = false) => afterEach({ name, failed }),
  };
}

function setUp(options: UseEmulatorOptions = {}) {
  const tests = createRunner();
  const emulator = useEmulatorWith(tests.runner, { port: false, env: false, ...options });
  const list = (): Promise<Response> =>
    emulator.fetch(`${emulator.url}/pin-categories`, {
      headers: { authorization: `Zoho-oauthtoken ${emulator.accessToken}` },
    });
  return { ...tests, emulator, list };
}

test('variables are put back, whichever of two emulators ends first', async () => {
  const before = { ...process.env };
  const [one, other] = [setUp({ env: true }), setUp({ env: true, seed: 'empty' })];
  const clientId = (): string | undefined => process.env['CLIQ_CLIENT_ID'];
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    await one.start();
    await other.start();
    expect(clientId()).toBe(other.emulator.credentials.clientId);
    await first.end();
    expect(clientId()).toBe(second.emulator.credentials.clientId);
    await second.end();
    expect(process.env).toEqual(before);
  }
});

describe('a test that passes', () => {
  test('is told of nothing', async () => {
    const { printed, start, begin, finish, end, list } = setUp();
    await start();
    begin('a');
    await list();
    finish('a');
    await end();
    expect(printed).toEqual([]);
  });

  test('fails if a planned fault has not struck, unless that is of no interest', async () => {
    for (const pendingFaults of ['fail', 'ignore'] as const) {
      const { printed, start, begin, finish, emulator } = setUp({ pendingFaults });
      await start();
      begin('a');
      emulator.faults.plan('addPinnedMessage', 'stall');
      if (pendingFaults === 'ignore') finish('a');
      else expect(() => finish('a')).toThrow('1 did not strike');
      expect(printed).toHaveLength(pendingFaults === 'ignore' ? 0 : 1);
    }
  });

  test('fails because of a violation, if that is of interest', async () => {
    for (const violations of ['fail', 'ignore'] as const) {
      const { start, begin, finish, list } = setUp({
        violations,
        limits: { getPinCategories: { limit: 0 } },
      });
      await start();
      begin('a');
      await list();
      if (violations === 'ignore') finish('a');
      else expect(() => finish('a')).toThrow('@cliqkit/emulator: over-limit: call 1');
    }
  });
});

describe('a test that fails', () => {
  test('is shown what arrived, the latest hundred, and not blamed for anything else', async () => {
    const { printed, start, begin, finish, emulator, list } = setUp();
    await start();
    begin('a "quoted" name');
    emulator.faults.plan('addPinnedMessage', 'stall');
    for (let calls = 0; calls < 102; calls += 1) await list();
    finish('a "quoted" name', true);
    const [report = ''] = printed;
    expect(report).toContain('what has arrived in "a \\"quoted\\" name"\n');
    expect(report).toMatch(/^ {2}3 .*getPinCategories +200$/mu);
    expect(report).toMatch(/^ {2}102 .*getPinCategories +429 .*into a lock$/mu);
    expect(report).not.toMatch(/^ {2}2 /mu);
    expect(report).toContain('\n  and 2 before these\n');
    expect(report).toContain('Faults that have not struck\n  addPinnedMessage: {"kind":"stall"}');
  });

  test('leaves nothing to the next one', async () => {
    const { printed, start, begin, finish, list } = setUp();
    await start();
    begin('a');
    await list();
    finish('a', true);
    begin('b');
    finish('b', true);
    expect(printed[1]).toBe('@cliqkit/emulator: nothing has arrived in "b"');
  });
});

describe('tests at the same time', () => {
  test('are refused, and the first one goes on', async () => {
    const { start, begin, finish, emulator, list } = setUp();
    await start();
    begin('a');
    await list();
    expect(() => begin('b')).toThrow('"b" starts while "a" runs');
    expect(() => begin('a')).toThrow('"a" starts while "a" runs');
    finish('b', true);
    expect(emulator.journal.entries()).toHaveLength(1);
    finish('a');
    begin('b');
    expect(emulator.journal.entries()).toEqual([]);
  });

  test('are one test, if one is a part of the other', async () => {
    const { printed, start, begin, finish, emulator, list } = setUp();
    await start();
    begin('a');
    await list();
    begin('a > part');
    expect(emulator.journal.entries()).toHaveLength(1);
    emulator.faults.plan('getPinCategories', { kind: 'status', status: 503 });
    finish('a > part');
    await list();
    finish('a');
    expect(printed).toEqual([]);
  });
});

test('an emulator that does not start is nothing to close', async () => {
  const { start, end, finish, emulator } = setUp({ limits: { getPinCategories: { limit: -1 } } });
  await expect(start()).rejects.toThrow(TypeError);
  finish('a', true);
  await end();
  expect(() => emulator.url).toThrow('does not run yet, or no more');
});
