import { expect, test } from 'vitest';
import { createAdminClient } from '../../src/admin/admin-client.ts';
import { followJournal } from '../../src/cli/follow-journal.ts';

const entry = (number: number) => ({ number, operation: 'getPinCategories' });
const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** The admin API of an emulator that says these events and then ends, in one way or another. */
function adminOf(events: readonly string[], end: (controller: ReadableStreamDefaultController) => void) {
  const asked: string[] = [];
  const admin = createAdminClient({
    url: 'http://127.0.0.1:8800',
    token: 't',
    fetch: async (input) => {
      const { pathname, search, searchParams } = new URL(String(input));
      if (pathname === '/_emulator/events') {
        const bytes = new TextEncoder().encode(events.join(''));
        let isSent = false;
        return new Response(
          new ReadableStream({
            pull(controller) {
              if (isSent) return end(controller);
              isSent = true;
              controller.enqueue(bytes);
            },
          }),
        );
      }
      asked.push(search);
      const after = Number(searchParams.get('after') ?? '0');
      return Response.json([1, 2, 3, 4, 5].map(entry).filter(({ number }) => number > after));
    },
  });
  return { admin, asked };
}

const never = new Promise<void>(() => undefined);

test('leaves nothing out and shows nothing twice, whatever the events bring', async () => {
  const { admin, asked } = adminOf(
    [
      event('hello', { lastEntry: 2 }),
      event('changed', ['limits']),
      ':\n\n',
      event('requests', [entry(3)]),
      // More than an event can bring.
      event('requests', [entry(5)]),
      // The journal was reset.
      event('requests', [entry(1), entry(2)]),
      event('requests', []),
    ],
    (controller) => controller.close(),
  );
  const shown: number[] = [];
  const wasStopped = await followJournal(admin, 50, never, (entries) => {
    shown.push(...entries.map(({ number }) => number));
  });
  expect(shown).toEqual([1, 2, 3, 4, 5, 1, 2]);
  expect(asked).toEqual(['?limit=50', '?after=3&limit=10000']);
  expect(wasStopped).toBe(false);
});

test('ends with a connection that breaks off, and with nothing else', async () => {
  const hello = event('hello', { lastEntry: 0 });
  const broken = adminOf([hello], (controller) => controller.error(new TypeError('terminated')));
  expect(await followJournal(broken.admin, 1, never, () => undefined)).toBe(false);
  const strange = adminOf([hello], (controller) => controller.error(new RangeError('strange')));
  await expect(followJournal(strange.admin, 1, never, () => undefined)).rejects.toThrow('strange');
});
