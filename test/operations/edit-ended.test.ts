import { demo } from '@cliqkit/emulator';
import type { ChatsChange } from 'cliqkit';
import { ClosedError, InputError, ResponseError } from 'cliqkit';
import { describe, expect, test } from 'vitest';
import { rejectionOf } from '../faults/support/failure-of.ts';
import { addElsewhere, people, untyped, withChat } from './folder-changes.ts';
import { meanwhile, virtualWorld } from './virtual-world.ts';

const { direct, group } = demo;
const put = 'bulkUpdateChatsInCategory';
const read = 'getPinCategories';

describe('what cannot be', () => {
  test.each(['4999999999999', '', '..', 'Default'])(
    'a folder "%s" is refused and not written',
    async (id) => {
      const { cliq, run, statuses } = await virtualWorld();
      const error = await run(() => rejectionOf(cliq.folders.edit(id, withChat(direct.dev))));
      expect(error).toBeInstanceOf(InputError);
      expect(error).toHaveProperty('message', expect.stringContaining(JSON.stringify(id)));
      expect(statuses(put)).toEqual([]);
    },
  );

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a promise', Promise.resolve([direct.dev])],
    ['an id that is not in a list', direct.dev],
    ['a number among the ids', [1488288]],
    ['null among the ids', [null]],
    ['an empty id', ['']],
    ['a chat without an id', [{ name: 'Dev Raman' }]],
  ])('a function that answers with %s is refused, and nothing is written', async (_what, answer) => {
    const { cliq, run, statuses } = await virtualWorld();
    const error = await run(() =>
      rejectionOf(
        cliq.folders.edit(
          people,
          untyped(() => answer),
        ),
      ),
    );
    expect(error).toBeInstanceOf(InputError);
    expect(statuses(put)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', [direct.dev]],
  ])('%s in place of the function is refused, and nothing is sent', async (_what, change) => {
    const { cliq, run, statuses } = await virtualWorld();
    expect(await run(() => rejectionOf(cliq.folders.edit(people, untyped(change))))).toBeInstanceOf(
      InputError,
    );
    expect(statuses(read)).toEqual([]);
  });

  test('the error of the function comes out as it is, and nothing is written', async () => {
    const { cliq, run, statuses } = await virtualWorld();
    const mistake = new RangeError('mine');
    const change = (): never => {
      throw mistake;
    };
    expect(await run(() => rejectionOf(cliq.folders.edit(people, change)))).toBe(mistake);
    expect([statuses(read), statuses(put)]).toEqual([[200], []]);
  });

  test('so does one from its second call', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run, statuses } = world;
    const cliq = cliqWith({ fetch: meanwhile(emulator.fetch, 'GET', addElsewhere(world, direct.dev)) });
    const mistake = new RangeError('mine');
    const once: ChatsChange = (chats) => {
      if (chats.length > 2) throw mistake;
      return [];
    };
    expect(await run(() => rejectionOf(cliq.folders.edit(people, once)))).toBe(mistake);
    expect(statuses(put)).toEqual([400]);
  });

  test('a reply without a Date header cannot be the base of a change', async () => {
    const { cliqWith, emulator, run, statuses } = await virtualWorld();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { body, status } = await emulator.fetch(input, init);
      return new Response(body, { status });
    };
    const error = await run(() => rejectionOf(cliqWith({ fetch }).folders.edit(people, () => [])));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ status: 200, outcome: 'notApplied' });
    expect(statuses(put)).toEqual([]);
  });
});

describe('an abort', () => {
  const reason = new Error('changed my mind');

  test('while the second is waited out ends it at once, with the reason', async () => {
    const world = await virtualWorld();
    const { cliqWith, clock, emulator, run, statuses } = world;
    const fetch = meanwhile(emulator.fetch, 'GET', addElsewhere(world, group.offsite));
    const controller = new AbortController();
    clock.timer(600, () => controller.abort(reason));
    const before = clock.mono();
    const { signal } = controller;
    const edit = () => cliqWith({ fetch }).folders.edit(people, withChat(direct.dev), { signal });
    expect(await run(() => rejectionOf(edit()))).toBe(reason);
    expect([clock.mono() - before, clock.timers]).toEqual([600, 0]);
    expect([statuses(read), statuses(put)]).toEqual([[200], [400]]);
  });

  test('while the folders are read again ends it with the reason, too', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run, statuses } = world;
    const controller = new AbortController();
    const abort = async (): Promise<void> => controller.abort(reason);
    const fetch = meanwhile(emulator.fetch, 'GET', addElsewhere(world, group.offsite), abort);
    const { signal } = controller;
    const edit = () => cliqWith({ fetch }).folders.edit(people, withChat(direct.dev), { signal });
    expect(await run(() => rejectionOf(edit()))).toBe(reason);
    expect([statuses(read), statuses(put)]).toEqual([[200, 200], [400]]);
  });

  test('before it begins lets nothing out', async () => {
    const { cliq, run, statuses } = await virtualWorld();
    const signal = AbortSignal.abort(reason);
    expect(await run(() => rejectionOf(cliq.folders.edit(people, () => [], { signal })))).toBe(reason);
    expect(statuses(read)).toEqual([]);
  });
});

test('a client that is closed while the second is waited out writes no more', async () => {
  const world = await virtualWorld();
  const { cliqWith, clock, emulator, run, statuses } = world;
  const cliq = cliqWith({ fetch: meanwhile(emulator.fetch, 'GET', addElsewhere(world, direct.dev)) });
  clock.timer(600, cliq.close);
  const error = await run(() => rejectionOf(cliq.folders.edit(people, () => [])));
  expect(error).toBeInstanceOf(ClosedError);
  expect(statuses(put)).toEqual([400]);
});

test('the deadline holds for each read and each write, not for all together', async () => {
  const world = await virtualWorld();
  const { cliqWith, emulator, run, commits } = world;
  const cliq = cliqWith({ fetch: meanwhile(emulator.fetch, 'GET', addElsewhere(world, group.offsite)) });
  await run(() => cliq.folders.edit(people, withChat(direct.dev), { deadline: 900 }));
  expect(commits(put)).toBe(1);
});
