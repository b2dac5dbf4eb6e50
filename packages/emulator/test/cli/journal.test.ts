import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCliBench } from './cli-bench.ts';
import { clientOf, createRunningBench } from './running-bench.ts';

describe('journal', () => {
  test('lists the latest requests', async () => {
    const { say, run, call } = await createRunningBench();
    await call('POST', '/pin-categories', { title: 'Sprint 42' });
    await call('GET', '/nowhere');
    await say('faults', 'add', 'any', 'status', 'status=503');
    await call('GET', '/pin-categories');
    const [heading, first, second, third] = (await say('journal')).split('\n');
    expect(heading).toMatch(/^# +time +call +status +code +fault$/u);
    expect(first).toMatch(/^1 +\d\d:\d\d:\d\d\.\d{3} +createPinCategory +20\d +committed$/u);
    expect(second).toMatch(/^2 +\S+ +GET \/api\/v3\/nowhere +404 +\w+$/u);
    expect(third).toMatch(/^3 +\S+ +getPinCategories +503 +status$/u);
    expect((await say('journal', '--last', '1')).split('\n')).toHaveLength(2);
    const [, ...lines] = (await run(['journal'], { color: true })).printed.split('\n');
    // Green for what went well, red for what did not, yellow for a fault.
    expect(lines.map((line) => line.slice(0, 5))).toEqual(['\u001b[32m', '\u001b[31m', '\u001b[33m']);
    expect(JSON.parse(await say('journal', '--json'))).toMatchObject([
      { number: 1 },
      { number: 2 },
      { number: 3 },
    ]);
  });

  test('is saved as HAR, without a token', async () => {
    const { folder, say, call } = await createRunningBench();
    await call('GET', '/pin-categories');
    await say('journal', '--har', 'calls.har');
    const text = await readFile(join(folder, 'calls.har'), 'utf8');
    expect(JSON.parse(text).log.entries).toHaveLength(1);
    expect(text).not.toMatch(/emu_[0-9a-zA-Z]{6}/u);
  });

  test('goes on with what arrives, also after a reset, until it is interrupted', async () => {
    const { run, say, call } = await createRunningBench();
    await call('GET', '/pin-categories');
    const numbers: number[] = [];
    let stop = (): void => undefined;
    const interrupted = new Promise<void>((resolve) => {
      stop = resolve;
    });
    let heard = (): void => undefined;
    const hear = (): Promise<void> =>
      new Promise((resolve) => {
        heard = resolve;
      });
    const first = hear();
    const following = run(['journal', '--follow', '--json'], {
      interrupted: () => interrupted,
      print(text) {
        numbers.push(JSON.parse(text).number);
        heard();
      },
    });
    await first;
    const second = hear();
    await call('GET', '/pin-categories');
    await second;
    await say('reset', 'journal');
    const third = hear();
    await call('GET', '/pin-categories');
    await third;
    stop();
    expect(await following).toMatchObject({ code: 0, errors: '' });
    expect(numbers).toEqual([1, 2, 1]);
  });

  test('ends with the emulator', async () => {
    const bench = await createCliBench();
    const { ready, stop } = await bench.start();
    await clientOf(ready)('GET', '/pin-categories');
    let printed = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      printed = resolve;
    });
    const following = bench.run(['journal', '--follow'], {
      interrupted: () => new Promise(() => undefined),
      print: (text) => (text.includes('getPinCategories') ? printed() : undefined),
    });
    await begun;
    await stop();
    expect(await following).toMatchObject({
      code: 0,
      errors: 'cliqkit-emulator: the emulator has stopped',
    });
  });
});
