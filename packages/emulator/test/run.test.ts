import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createClock, createEmulator } from '../src/index.ts';

const day = 86_400_000;

function wait(clock: { timer(ms: number, fire: () => void): () => void }, ms: number): Promise<void> {
  return new Promise((resolve) => clock.timer(ms, resolve));
}

describe('run', () => {
  test('lets as much time pass as the work needs, and no more', async () => {
    const clock = createClock();
    clock.timer(2 * day, () => {});
    const work = async (): Promise<string> => {
      await wait(clock, 1000);
      await wait(clock, day);
      return 'done';
    };
    expect([await clock.run(work), clock.mono(), clock.timers]).toEqual(['done', day + 1000, 1]);
  });

  test('takes work that has begun', async () => {
    const clock = createClock();
    await clock.run(wait(clock, day));
    expect(clock.mono()).toBe(day);
  });

  test('lets no time pass while there is something to do without', async () => {
    const clock = createClock();
    const deadline = vi.fn();
    clock.timer(1, deadline);
    await clock.run(async () => {
      for (let step = 0; step < 1000; step += 1) await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    });
    expect(deadline).not.toHaveBeenCalled();
  });

  test('waits for files', async () => {
    const clock = createClock();
    const file = join(tmpdir(), `emulator-run-${process.pid}`);
    const deadline = vi.fn();
    clock.timer(1, deadline);
    await clock.run(async () => {
      await writeFile(file, 'x'.repeat(1_000_000));
      await rm(file);
    });
    expect(deadline).not.toHaveBeenCalled();
  });

  test('waits for digests', async () => {
    const clock = createClock();
    const deadline = vi.fn();
    clock.timer(1, deadline);
    await clock.run(() => crypto.subtle.digest('SHA-256', new Uint8Array(1_000_000)));
    expect(deadline).not.toHaveBeenCalled();
  });

  test('settles as the work does', async () => {
    const clock = createClock();
    const failure = new Error('no');
    await expect(clock.run(() => Promise.reject(failure))).rejects.toBe(failure);
    await expect(
      clock.run(() => {
        throw failure;
      }),
    ).rejects.toBe(failure);
    await expect(clock.run(async () => 7)).resolves.toBe(7);
  });

  test('fails with a timer that throws', async () => {
    const clock = createClock();
    clock.timer(1, () => {
      throw new Error('broken timer');
    });
    await expect(clock.run(wait(clock, 2))).rejects.toThrow('broken timer');
    await clock.run(wait(clock, 2));
  });

  test('takes one work at a time', async () => {
    const clock = createClock();
    const first = clock.run(wait(clock, 1));
    await expect(clock.run(wait(clock, 1))).rejects.toThrow('run() is underway');
    await first;
    await clock.run(wait(clock, 1));
  });

  test.each([0, 1])('says so when nothing is left to wait for, with %i timers for ever', async (timers) => {
    const clock = createClock();
    for (let made = 0; made < timers; made += 1) clock.timer(Number.POSITIVE_INFINITY, () => {});
    let real = 0;
    // Two seconds of the machine, in no time.
    const now = vi.spyOn(performance, 'now').mockImplementation(() => (real += 50));
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('nothing is left to wait for');
    now.mockRestore();
  });

  test('is done with 100000 timers in seconds, in their order', async () => {
    const clock = createClock();
    const fired: number[] = [];
    const waits = Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 100_003);
    await clock.run(() =>
      Promise.all(waits.map((ms) => wait(clock, ms).then(() => fired.push(clock.mono())))),
    );
    expect(fired).toEqual([...waits].sort((one, other) => one - other));
  });

  test('takes the same steps every time', async () => {
    const trace = async (): Promise<string> => {
      const clock = createClock();
      const emulator = await createEmulator({ port: false, clock });
      const headers = { authorization: `Bearer ${emulator.issueToken()}` };
      const lines: string[] = [];
      const caller = async (name: number): Promise<void> => {
        for (let call = 0; call < 5; call += 1) {
          await wait(clock, (name * 37 + call * 11) % 60);
          const reply = await emulator.fetch(`${emulator.url}/pin-categories`, {
            method: 'POST',
            headers,
            body: JSON.stringify({ title: `${name}.${call}` }),
          });
          lines.push([name, call, reply.status, clock.wall(), await reply.text()].join(' '));
        }
      };
      await clock.run(() => Promise.all([1, 2, 3, 4, 5].map(caller)));
      return lines.join('\n');
    };
    expect(await trace()).toBe(await trace());
  });
});
