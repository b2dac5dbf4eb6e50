import { runInNewContext } from 'node:vm';
import * as Ours from 'cliqkit';
import { describe, expect, vi } from 'vitest';
import { fakeClock } from '../../../packages/core/test/fake-clock.ts';
import { empty, fakeFetch, json } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { canary } from '../support/canary.ts';
import { rejectionOf } from '../support/failure-of.ts';

/** Lets everything happen that needs no time. */
async function drained(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A second copy of the whole SDK, as when two versions of it are installed. */
async function anotherCopy(): Promise<typeof Ours> {
  vi.resetModules();
  return import('cliqkit');
}

const account = {
  dataCenter: 'eu',
  credentials: { accessToken: canary },
  pace: false,
  random: () => 0,
} as const;
const refused = json({ code: 'operation_failed', message: 'No.' }, { status: 400 });
const conflict = json({ code: 'client_not_synced', message: 'Changed.' }, { status: 400 });
const deadlineOf: Record<string, number> = { TimeoutError: 1 };

/** How to make each kind of error happen. */
const errors = [
  ['ApiError', refused],
  ['ConflictError', conflict],
  ['PermissionError', json({}, { status: 403 })],
  ['AuthError', json({}, { status: 401 })],
  ['RateLimitError', json({}, { status: 429 })],
  ['ResponseError', json({}, { status: 302 })],
  ['ConnectionError', () => Promise.reject(new TypeError('fetch failed'))],
  ['TimeoutError', () => new Promise<Response>(() => undefined)],
] as const;

describe('an error of another copy of the SDK', () => {
  carries.each('C13', errors, '(%s) is known by its brand', async ([name, answer]) => {
    const Theirs = await anotherCopy();
    const { fetch } = fakeFetch(answer);
    const { pins } = Theirs.createCliq({ ...account, fetch, retry: false });
    const error = await rejectionOf(pins.getPrimary('1', { deadline: deadlineOf[name] }));
    expect(error).toBeInstanceOf(Theirs.CliqError);
    expect(error).not.toBeInstanceOf(Ours.CliqError); // Else this proves nothing.
    expect(error).toMatchObject({ name });
    expect(Ours.isCliqError(error)).toBe(true);
    const ofTheService = ['ApiError', 'ConflictError', 'PermissionError', 'AuthError', 'RateLimitError'];
    expect(Ours.isApiError(error, 'getPrimaryPinnedMessage')).toBe(ofTheService.includes(name));
  });

  carries('C13', 'or of another realm is known by its brand, and what has none is not', () => {
    const foreign: unknown = runInNewContext(
      "Object.assign(new Error('x'), { [Symbol.for('cliqkit.CliqError')]: true, status: 400, code: 'operation_failed' })",
    );
    expect(foreign).not.toBeInstanceOf(Error);
    expect([Ours.isCliqError(foreign), Ours.isApiError(foreign)]).toEqual([true, true]);
    for (const other of [
      new Error('x'),
      runInNewContext("new Error('x')"),
      null,
      undefined,
      'CliqError',
      { name: 'CliqError' },
    ]) {
      expect(Ours.isCliqError(other)).toBe(false);
    }
  });

  carries(
    'C13',
    'carries its outcome into a batch: one part that is refused does not stop the others',
    async () => {
      const Theirs = await anotherCopy();
      const { fetch, sent } = fakeFetch(refused, empty());
      const pins = new Ours.Pins(Theirs.createClient({ ...account, fetch }));
      const ids = Array.from({ length: 30 }, (_none, index) => `${index}_1`);
      expect(await pins.remove('1', ids)).toMatchObject({
        failed: ids.slice(0, 25).map((id) => ({ id })),
        succeeded: ids.slice(25),
        notAttempted: [],
      });
      expect(sent).toHaveLength(2);
    },
  );

  carries('C13', 'that is a conflict is one: the list is read again, and the move made again', async () => {
    const Theirs = await anotherCopy();
    const clock = fakeClock();
    const date = new Date(clock.wall()).toUTCString();
    const list = json({ data: [{ category_id: '1' }, { category_id: '2' }] }, { headers: { date } });
    const { fetch, sent } = fakeFetch(list, conflict, list, empty());
    const folders = new Ours.Folders(Theirs.createClient({ ...account, fetch, clock }));
    const move = rejectionOf(folders.reorder('2', { pin_above: '1' })).catch(() => 'moved');
    await drained();
    clock.advance(1_000);
    expect(await move).toBe('moved');
    expect(sent).toHaveLength(4);
  });

  const theirParts = ['retry', 'pace', 'authorize', 'receive'] as const;

  carries.each(
    'C13',
    theirParts,
    'from a middleware of it (%s) is understood by the others: the token is renewed, the failure repeated, the lock waited out',
    async (part) => {
      const Theirs = await anotherCopy();
      const clock = fakeClock();
      const answers = [
        json({}, { status: 401 }),
        json({}, { status: 503 }),
        json({}, { status: 429 }),
        json({ data: [] }),
      ];
      const { fetch, sent } = fakeFetch(...answers);
      const sentAt: number[] = [];
      let tokens = 0;
      const accessToken = (): string => {
        tokens += 1;
        return `1000.a.${tokens}`;
      };
      const from = (name: (typeof theirParts)[number]) => (name === part ? Theirs : Ours);
      // What hands the reply out knows it from its own `receive`.
      const around = from('receive');
      const chain = around.compose(
        (input, init) => {
          sentAt.push(clock.mono());
          return fetch(input, init);
        },
        from('retry').retry({ clock, random: () => 0 }),
        from('pace').pace({ clock }),
        from('authorize').authorize({ accessToken }),
        from('receive').receive({ clock }),
      );
      const { folders } = around.createCliq({
        ...account,
        clock,
        retry: false,
        middleware: [(request) => chain(request)],
      });
      const result = folders
        .list()
        .toArray()
        .catch((error: unknown) => error);
      await drained();
      clock.advance(300_000);
      await drained();
      expect(await result).toEqual([]);
      expect([sent.length, sentAt]).toEqual([4, [0, 0, 0, 300_000]]);
    },
  );
});
