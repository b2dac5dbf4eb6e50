import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { failureOf } from '../support/failure-of.ts';
import { chatId, messageId, messageIds, pinnedChat } from './pinned-chat.ts';

const count = 24;
const forEver = { expiry_time: -1, notify: false } as const;

const canonical = (id: string): string => id.replace(/ |%20/, '_');

/** What Ben does between two pages: pins again (to the top), moves, or removes. */
const changes = fc.array(
  fc.record({
    what: fc.constantFrom('pin again', 'to the end', 'remove' as const),
    index: fc.integer({ min: 0, max: count - 1 }),
  }),
  { maxLength: 12 },
);

describe('a list that somebody changes while it is read', () => {
  carries(
    'B08',
    'hands out no item twice, and every item that nobody touched',
    async () => {
      let read = 0;
      await fc.assert(
        fc.asyncProperty(changes, fc.integer({ min: 1, max: 7 }), async (plan, limit) => {
          const { clock, emulator, cliqWith, ben } = await pinnedChat(count);
          const touched = new Set<string>();
          const left = [...plan];
          const disturb = async (cursor: string | undefined): Promise<void> => {
            for (const { what, index } of left.splice(0, 2)) {
              const id = messageId(index);
              if (id === cursor && what !== 'remove') continue; // The next page begins after it, wherever it is then.
              touched.add(id);
              clock.advance(1);
              if (what === 'pin again') await ben.pins.add(chatId, { message_id: id, ...forEver });
              else if (what === 'remove') await ben.pins.remove(chatId, [id]);
              else
                await ben.pins
                  .reorder(chatId, { message_id: id, last_sync_time: clock.wall() })
                  .catch(() => undefined);
            }
          };
          const cliq = cliqWith({
            fetch: async (input, init) => {
              const reply = await emulator.fetch(input, init);
              const { data = [] }: { data?: { id: string }[] } = await reply.clone().json();
              await disturb(canonical(data.at(-1)?.id ?? ''));
              return reply;
            },
          });
          const ids: string[] = [];
          const reading = (async () => {
            for await (const { id } of cliq.pins.list(chatId, { limit })) ids.push(canonical(id));
          })();
          // A page token whose pin is gone is refused: the list ends with an error then, never in silence.
          const whole = await clock.run(reading).then(
            () => true,
            async (error: unknown) => {
              expect(await failureOf(Promise.reject(error))).toMatchObject({ code: 'operation_failed' });
              return false;
            },
          );
          expect(new Set(ids).size).toBe(ids.length);
          if (!whole) return;
          read += 1;
          expect(messageIds(count).filter((id) => !touched.has(id) && !ids.includes(id))).toEqual([]);
        }),
        { numRuns: 80 },
      );
      expect(read).toBeGreaterThan(30);
    },
    30_000,
  );

  carries('B08', 'hands an item out once that comes in another form on the next page', async () => {
    const { cliqWith } = await pinnedChat(1);
    const ids = ['1_1', '2_2', '2 2', '3%203', '3_3', '1%201', '4_4'];
    let page = 0;
    const { pins } = cliqWith({
      fetch: async () => {
        const id = ids[page];
        page += 1;
        return Response.json({ data: [{ id }], ...(page < ids.length && { next_token: `${page}` }) });
      },
    });
    const got = await pins.list(chatId).toArray();
    expect(got.map(({ id }) => id)).toEqual(['1_1', '2_2', '3%203', '4_4']);
  });
});
