import type { Seed } from '@cliqkit/emulator';
import { demo, demoSeed } from '@cliqkit/emulator';
import type { Cliq, Outcome } from 'cliqkit';
import { ConflictError, isCliqError } from 'cliqkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { VirtualWorld } from './virtual-world.ts';
import { virtualWorld } from './virtual-world.ts';

const { people } = demo.folders;
const seeded = [demo.direct.ben, demo.direct.chloe];
const crowd = Array.from({ length: 12 }, (_none, index) => `14882886130436${1000 + index}`);
const seed: Seed = {
  ...demoSeed,
  chats: [
    ...demoSeed.chats,
    ...crowd.map((id) => ({
      id,
      type: 'group_chat' as const,
      name: id,
      members: [demo.users.ana],
      messages: [],
    })),
  ],
};
const unlimited = { limit: 1_000_000 };
const limits = { getPinCategories: unlimited, bulkUpdateChatsInCategory: unlimited };

/** Adds a chat to the folder if it is not there, or takes it out if it is. */
interface Step {
  chat: string;
  action: 'add' | 'remove';
}

/** An editor's chats are its own; its steps come one after another. Its requests, there and back, take these times in turn. */
interface Editor {
  steps: Step[];
  delays: number[];
}

const editor = (chats: string[]): fc.Arbitrary<Editor> =>
  fc.record({
    steps: fc.array(
      fc.record({ chat: fc.constantFrom(...chats), action: fc.constantFrom('add', 'remove') }),
      { minLength: 1, maxLength: 6 },
    ),
    delays: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 8 }),
  });

/** How exactly the service compares times is not known. */
const syncGrain = fc.constantFrom('milliseconds', 'seconds');
const editors = fc.tuple(editor(crowd.slice(0, 4)), editor(crowd.slice(4, 8)), editor(crowd.slice(8)));

function pause(ms: number, { clock }: VirtualWorld): Promise<void> {
  return new Promise((resolve) => clock.timer(ms, resolve));
}

function cliqOf({ delays }: Editor, world: VirtualWorld): Cliq {
  let requests = 0;
  const delay = (): Promise<void> => {
    requests += 1;
    return pause(delays[requests % delays.length] ?? 0, world);
  };
  return world.cliqWith({
    pace: false,
    async fetch(input, init) {
      await delay();
      const reply = await world.emulator.fetch(input, init);
      await delay();
      return reply;
    },
  });
}

const change = (cliq: Cliq, { chat, action }: Step): Promise<unknown> =>
  cliq.folders.edit(people, (chats) => {
    const others = chats.filter(({ chat_id }) => chat_id !== chat);
    return action === 'add' ? [...others, chat] : others;
  });

/** Which chats there are after these steps. */
function after(steps: Step[]): string[] {
  return steps.reduce<string[]>((chats, { chat, action }) => {
    const others = chats.filter((id) => id !== chat);
    return action === 'add' ? [...others, chat] : others;
  }, []);
}

test('three devices that edit one folder at once lose nothing of each other', async () => {
  await fc.assert(
    fc.asyncProperty(editors, syncGrain, async (all, grain) => {
      const world = await virtualWorld({ seed, limits, quirks: { syncGrain: grain } });
      const { run, chatsOf } = world;
      const work = async (one: Editor): Promise<void> => {
        const cliq = cliqOf(one, world);
        for (const step of one.steps) {
          let done = false;
          while (!done) {
            done = await change(cliq, step).then(
              () => true,
              async (error: unknown) => {
                expect(error).toBeInstanceOf(ConflictError);
                expect(error).toMatchObject({ outcome: 'notApplied' });
                await pause(700 * (1 + all.indexOf(one)), world); // Each another time, or they would meet for ever.
                return false;
              },
            );
          }
        }
      };
      await run(() => Promise.all(all.map(work)));
      const chats = await chatsOf(people);
      expect(chats.slice(0, 2)).toEqual(seeded);
      for (const [index, { steps }] of all.entries()) {
        const own = crowd.slice(4 * index, 4 * index + 4);
        expect(chats.filter((id) => own.includes(id))).toEqual(after(steps));
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('what is said of each change is true, also when connections break', async () => {
  await fc.assert(
    fc.asyncProperty(editors, syncGrain, fc.integer(), async (all, grain, diceSeed) => {
      const world = await virtualWorld({ seed, limits, quirks: { syncGrain: grain } });
      const { emulator, run, chatsOf } = world;
      emulator.faults.random({
        seed: diceSeed,
        rate: 0.2,
        operations: ['getPinCategories', 'bulkUpdateChatsInCategory'],
      });
      /** What may be in the folder of each chat, as far as is known: there, not there, or either. */
      const known = new Map<string, boolean | undefined>(crowd.map((id) => [id, false]));
      const work = async (one: Editor): Promise<void> => {
        const cliq = cliqOf(one, world);
        for (const step of one.steps) {
          const there = step.action === 'add';
          const outcome = await change(cliq, step).then((): 'ok' => 'ok', outcomeOf);
          if (outcome === 'ok') known.set(step.chat, there);
          else if (outcome === 'unknown' && known.get(step.chat) !== there) known.set(step.chat, undefined);
        }
      };
      await run(() => Promise.all(all.map(work)));
      emulator.faults.random({ seed: diceSeed, rate: 0 });
      const chats = await chatsOf(people);
      expect(chats.slice(0, 2)).toEqual(seeded);
      expect(new Set(chats).size).toBe(chats.length);
      for (const [id, there] of known)
        if (there !== undefined) expect([id, chats.includes(id)]).toEqual([id, there]);
    }),
    { numRuns: 100 },
  );
}, 60_000);

function outcomeOf(error: unknown): Outcome {
  if (isCliqError(error)) return error.outcome;
  throw error;
}
