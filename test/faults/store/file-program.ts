// A process that keeps tokens in files: file-*.test.ts kill it, stop it, and take its rights away. Says what it has done in
// lines on its standard output, at once, so that whoever kills it knows what was acknowledged before.
import { writeSync } from 'node:fs';
import { stdin } from 'node:process';
import { fileTokens } from '@cliqkit/node';
import { recordOf } from './file-record.ts';

const [what = '', path = '', ...rest] = process.argv.slice(2);
const say = (line: string | number): void => void writeSync(1, `${line}\n`);

const programs: Record<string, () => Promise<void>> = {
  /** Writes one generation after another, for several accounts at a time, until it is killed. */
  async write() {
    const store = fileTokens({ path });
    await Promise.all(
      rest.map(async (key) => {
        for (;;) {
          const generation = ((await store.read(key))?.generation ?? 0) + 1;
          if (await store.write(key, recordOf(generation))) say(`${key} ${generation}`);
        }
      }),
    );
  },

  /** The same within the lock, for one account. */
  async renew() {
    const [key = '', leaseMs] = rest;
    const store = fileTokens({ path, leaseMs: Number(leaseMs) });
    for (;;) {
      await store.exclusive?.(key, async () => {
        const generation = ((await store.read(key))?.generation ?? 0) + 1;
        if (await store.write(key, recordOf(generation))) say(generation);
      });
    }
  },

  /** Takes the lock, and writes what follows what it has read when it is told to. */
  async hold() {
    const [key = '', leaseMs] = rest;
    const store = fileTokens({ path, leaseMs: Number(leaseMs) });
    await store.exclusive?.(key, async () => {
      const generation = ((await store.read(key))?.generation ?? 0) + 1;
      say('held');
      await new Promise((resolve) => stdin.once('data', resolve));
      say((await store.write(key, recordOf(generation))) ? 'written' : 'refused');
    });
    stdin.destroy();
  },

  /** Tries once, as another user if there is one given, and says how it went. */
  async once() {
    const [key = '', size, user] = rest;
    if (user) {
      process.setgid?.(Number(user));
      process.setuid?.(Number(user));
    }
    const store = fileTokens({ path });
    const generation = ((await store.read(key))?.generation ?? 0) + 1;
    const record = { ...recordOf(generation), accessToken: 'a'.repeat(Number(size)) };
    try {
      say((await store.write(key, record)) ? 'written' : 'refused');
    } catch (error) {
      say(String(error));
    }
  },
};

await programs[what]?.();
