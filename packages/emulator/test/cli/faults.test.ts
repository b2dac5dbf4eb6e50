import { describe, expect, test } from 'vitest';
import { createRunningBench } from './running-bench.ts';

describe('faults', () => {
  test('are added, listed, taken back and forgotten', async () => {
    const { say, call } = await createRunningBench('--freeze');
    expect(await say('faults')).toBe('0 waiting, 0 struck');
    expect(await say('faults', 'add', 'any', 'status', 'status=503', 'message=down', '--times', '2')).toBe(
      'Fault 1: status status=503 message=down, on any',
    );
    const added = await say(
      'faults',
      'add',
      'token',
      'throttle',
      'lockMs=5m',
      '--times',
      'always',
      '--for',
      '1h',
      '--json',
    );
    expect(JSON.parse(added)).toMatchObject({
      target: 'token',
      fault: { kind: 'throttle', lockMs: 300_000 },
      left: null,
    });
    expect((await call('GET', '/pin-categories')).status).toBe(503);
    const [heading, first, second, sum] = (await say('faults', 'list')).split('\n');
    expect(heading).toMatch(/^id +target +fault +struck +left +ends$/u);
    expect(first).toMatch(/^1 +any +status status=503 message=down +1 +1$/u);
    expect(second).toMatch(/^2 +token +throttle lockMs=300000 +0 +always +\d{4}-\d\d-\d\dT/u);
    expect(sum).toBe('2 waiting, 1 struck');
    await say('faults', 'remove', '1');
    expect((await call('GET', '/pin-categories')).status).toBe(200);
    await say('faults', 'clear');
    expect(JSON.parse(await say('faults', '--json'))).toMatchObject({ waiting: [], struck: [] });
  });

  test('strike at random, at a rate', async () => {
    const { say, call } = await createRunningBench();
    expect(await say('faults', 'random', '1', '--seed', '7')).toBe('A fault strikes 100 % of the calls');
    await say('faults', 'random', '0');
    expect((await call('GET', '/pin-categories')).status).toBe(200);
  });

  test.each([
    [['add', 'any'], 'say where and what'],
    [['add', 'pins', 'status', 'status=503'], 'there is no target "pins"'],
    [['add', 'addPinedMessage', 'stall'], 'did you mean addPinnedMessage?'],
    [['add', 'any', 'satus'], 'there is no fault "satus"; did you mean status?'],
    [['add', 'any', 'status'], 'say which status, as in: status status=503'],
    [['add', 'any', 'status', 'status=many'], '"many" is not a number'],
    [['add', 'any', 'status', 'statsu=503'], 'there is no key of status "statsu"; did you mean status?'],
    [['add', 'any', 'status', 'status=503', 'body={'], '"{" is not JSON'],
    [['add', 'any', 'stall', 'ms=1'], '"ms=1" is one word too many'],
    [['add', 'any', 'throttle', 'dialect=428'], 'there is no dialect "428"'],
    [['add', 'any', 'stall', '--times', '0'], '"0" is no number of calls'],
    [['add', 'any', 'stall', '--for', 'ever'], '"ever" is not a duration'],
    [['random', '2'], '"2" is not a rate'],
    [['random', '1', '--seed', 'x'], '"x" is no seed of dice'],
    [['remove'], 'say which, by its id'],
    [['list', 'all'], '"all" is one word too many'],
  ])('are refused: %j', async (words, text) => {
    const { run } = await createRunningBench();
    const { code, printed, errors } = await run(['faults', ...words]);
    expect(errors).toContain(text);
    expect([code, printed]).toEqual([2, '']);
  });

  test('are refused by the emulator: one that cannot be played, one that is not there', async () => {
    const { run } = await createRunningBench();
    expect(await run(['faults', 'add', 'any', 'status', 'status=99'])).toMatchObject({
      code: 1,
      printed: '',
    });
    expect(await run(['faults', 'remove', '99'])).toMatchObject({ code: 1, printed: '' });
  });
});
