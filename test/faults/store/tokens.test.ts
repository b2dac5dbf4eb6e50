import type { Logger, TokenStore } from 'cliqkit';
import { refreshToken } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import type { Paced } from '../rate/paced.ts';
import { paced, times } from '../rate/paced.ts';
import { read } from '../support/calls.ts';
import type { Fate } from './scripted-store.ts';
import { openTokens, scriptedTokens, secretPlace } from './scripted-store.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A program that signs in, with its tokens in a store. Each is a process of its own, with a memory of its own. */
function program(
  { emulator, cliqWith }: Paced,
  store: TokenStore,
  options: { fetch?: typeof fetch; logger?: Logger } = {},
) {
  return cliqWith({ credentials: refreshToken({ ...emulator.credentials, store }), ...options });
}

const asked = ({ entries }: Paced): number =>
  entries().filter(({ operation }) => operation === 'token').length;
const refused = ({ entries }: Paced): number => entries().filter(({ status }) => status === 401).length;

const fates: [what: string, fate: Fate][] = [
  ['cannot be reached', 'not sent'],
  ['loses its replies', 'reply lost'],
  ['hangs', 'silence'],
  ['answers READONLY', { refusal: 'READONLY' }],
];

describe('a store of tokens that', () => {
  carries.each(
    ['S01', 'S03'],
    fates,
    '%s fails no call: the token is kept in memory, asked for once, and the trouble told once',
    async ([, fate]) => {
      const world = await paced();
      const warnings: string[] = [];
      const always = (): Fate[] => Array.from({ length: 500 }, () => fate);
      const store = scriptedTokens(world.clock, { read: always(), write: always() });
      const cliq = program(world, store, { logger: { warn: (message) => void warnings.push(message) } });
      await world.clock.run(() => times(30, () => read.run(cliq)));
      expect([asked(world), warnings.length]).toEqual([1, 1]);
      expect(warnings.join()).not.toContain(secretPlace);
      expect(warnings.join()).not.toContain('hunter2');
    },
  );

  carries(
    'S02',
    'loses the reply to a write that it has carried out still has the token in the end, for one request',
    async () => {
      for (const lost of [0, 1, 2]) {
        const world = await paced();
        const store = openTokens();
        const write: Fate[] = Array.from({ length: 3 }, (_none, index) =>
          index === lost ? 'reply lost' : 'works',
        );
        await world.clock.run(() => read.run(program(world, scriptedTokens(world.clock, { write }, store))));
        await world.clock.run(() => read.run(program(world, store)));
        expect([asked(world), refused(world)]).toEqual([1, 0]);
      }
    },
  );

  carries(
    'S04',
    'is emptied loses nothing that a program still knows: no token is asked for, and the count goes on',
    async () => {
      const world = await paced();
      const store = openTokens();
      const cliq = program(world, store);
      for (let round = 0; round < 20; round += 1) {
        world.emulator.faults.plan(read.operation, 'expire-token');
        await world.clock.run(() => read.run(cliq).catch(() => undefined));
        store.records.clear();
        world.clock.advance(1_000);
      }
      expect(asked(world)).toBeLessThanOrEqual(9);
      expect(world.emulator.violations()).toEqual([]);
    },
  );
});

/** Gives turns one at a time, each for so long at most: then the next one has it, whatever the holder does. */
function withTurns(store: TokenStore, { clock }: Paced, ttlMs: number): TokenStore & { hold(): void } {
  let free = Promise.resolve();
  const held = (until: Promise<unknown>): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.timer(ttlMs, resolve);
      until
        .then(
          () => resolve(),
          () => resolve(),
        )
        .finally(cancel);
    });
  return {
    read: (key) => store.read(key),
    write: (key, record) => store.write(key, record),
    async exclusive(_key, run) {
      const before = free;
      let mine: Promise<unknown> = Promise.resolve();
      let release = (): void => undefined;
      free = new Promise<void>((resolve) => {
        release = () => resolve(held(mine));
      });
      await before;
      const work = run();
      mine = work;
      release();
      return work;
    },
    /** Somebody takes the turn, and is killed. */
    hold() {
      free = held(new Promise(() => undefined));
    },
  };
}

describe('a holder of the turn to renew that is killed', () => {
  carries(
    'S05',
    'is followed by the next one when its time is over, and one token is asked for',
    async () => {
      const world = await paced();
      const store = withTurns(openTokens(), world, 20_000);
      store.hold();
      const programs = Array.from({ length: 4 }, () => program(world, store));
      await world.clock.run(() => Promise.all(programs.map((cliq) => read.run(cliq))));
      expect([asked(world), world.clock.mono()]).toEqual([1, 20_000]);
    },
  );

  carries(
    'S05',
    'in a store that never takes the turn back holds calls up for a minute, and no longer',
    async () => {
      const world = await paced();
      const store = withTurns(openTokens(), world, Number.POSITIVE_INFINITY);
      store.hold();
      await world.clock.run(() => read.run(program(world, store)));
      expect([asked(world), world.clock.mono()]).toEqual([1, 60_000]);
    },
  );
});

describe('a holder of the turn to renew that stops beyond its time, and then goes on', () => {
  /** One program has its token, but stops before it can write it; another takes over and writes its own. */
  async function overtaken(stopMs: number) {
    const world = await paced();
    const { clock, emulator } = world;
    const tokens = openTokens();
    const store = withTurns(tokens, world, 5_000);
    const stopped: typeof fetch = async (input, init) => {
      const reply = await emulator.fetch(input, init);
      if (String(input).includes('/oauth/'))
        await new Promise<void>((resolve) => clock.timer(stopMs, resolve));
      return reply;
    };
    const first = read.run(program(world, store, { fetch: stopped }));
    await clock.run(turn());
    await clock.run(() => read.run(program(world, store)));
    const newer = tokens.single()?.accessToken;
    await clock.run(first);
    return { world, tokens, newer };
  }

  carries.each(
    'S06',
    [6_000, 9_000],
    '(for %s ms) does not overwrite the newer token with its own',
    async (stopMs) => {
      const { world, tokens, newer } = await overtaken(stopMs);
      expect(asked(world)).toBe(2);
      expect(newer).toBeDefined();
      expect(tokens.single()?.accessToken).toBe(newer);
    },
  );

  carries('S06', 'loses no count of the requests that were made: both stand in the record', async () => {
    const { tokens } = await overtaken(9_000);
    expect(tokens.single()?.requestedAt).toHaveLength(2);
  });

  carries('S06', 'and its write is refused by its generation, not by luck', async () => {
    const tokens = openTokens();
    const record = (generation: number, accessToken: string) => ({
      generation,
      accessToken,
      expiresAt: 1,
      requestedAt: [],
    });
    expect(tokens.write('key', record(1, 'old'))).toBe(true);
    expect(tokens.write('key', record(2, 'newer'))).toBe(true);
    expect(tokens.write('key', record(2, 'late'))).toBe(false);
    expect(tokens.single()?.accessToken).toBe('newer');
  });
});
