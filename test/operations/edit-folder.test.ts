import { demo } from '@cliqkit/emulator';
import type { ChatsChange } from 'cliqkit';
import { ConflictError, InputError } from 'cliqkit';
import { describe, expect, test } from 'vitest';
import { rejectionOf } from '../faults/support/failure-of.ts';
import { addElsewhere, complete, people, untyped, withChat } from './folder-changes.ts';
import { meanwhile, virtualWorld } from './virtual-world.ts';

const { channels, direct, group } = demo;
const put = 'bulkUpdateChatsInCategory';
const read = 'getPinCategories';
const idsOf = (chats: Parameters<ChatsChange>[0]): string[] => chats.map(({ chat_id }) => chat_id);

describe('a folder that nobody else changes', () => {
  test('is read once and written once', async () => {
    const { cliq, run, statuses, chatsOf } = await virtualWorld();
    const result = await run(() => cliq.folders.edit(people, withChat(direct.dev)));
    expect(result).toEqual(complete([direct.ben, direct.chloe, direct.dev]));
    expect([statuses(read), statuses(put)]).toEqual([[200], [204]]);
    expect(await chatsOf(people)).toEqual([direct.ben, direct.chloe, direct.dev]);
  });

  test('is changed by a function of its chats, which answers with chats, ids, or both', async () => {
    const { cliq, run, chatsOf } = await virtualWorld();
    await run(() =>
      cliq.folders.edit(people, (chats) => {
        expect(chats.map(({ name }) => name)).toEqual(['Ben Okafor', 'Chloe Lindqvist']);
        return [direct.dev, ...chats.filter(({ name }) => name.startsWith('Chloe'))];
      }),
    );
    expect(await chatsOf(people)).toEqual([direct.dev, direct.chloe]);
  });

  test('holds a chat that the function names twice once, at its first place', async () => {
    const { cliq, run, chatsOf } = await virtualWorld();
    const result = await run(() =>
      cliq.folders.edit(people, (chats) => [direct.chloe, ...chats, direct.chloe, direct.ben]),
    );
    expect(result).toEqual(complete([direct.chloe, direct.ben]));
    expect(await chatsOf(people)).toEqual([direct.chloe, direct.ben]);
  });

  test('can be emptied', async () => {
    const { cliq, run, chatsOf } = await virtualWorld();
    expect(await run(() => cliq.folders.edit(people, () => []))).toEqual(complete([]));
    expect(await chatsOf(people)).toEqual([]);
  });

  test('can be the default one', async () => {
    const { cliq, run, chatsOf } = await virtualWorld();
    await run(() => cliq.folders.edit('default', withChat(direct.ben)));
    expect(await chatsOf('default')).toEqual([group.offsite, direct.ben]);
    expect(await chatsOf(people)).toEqual([direct.chloe]);
  });

  test.each<[string, ChatsChange]>([
    ['the chats themselves', (chats) => chats],
    ['their ids', idsOf],
    ['them and one of them again', (chats) => [...chats, direct.ben]],
  ])('is not written when the function answers with %s', async (_what, change) => {
    const { cliq, run, statuses } = await virtualWorld();
    expect(await run(() => cliq.folders.edit(people, change))).toEqual(complete([direct.ben, direct.chloe]));
    expect([statuses(read), statuses(put)]).toEqual([[200], []]);
  });

  test('is written when the function changes the list that it was given', async () => {
    const { cliq, run, chatsOf } = await virtualWorld();
    const reversed = untyped((chats: unknown[]) => chats.reverse());
    await run(() => cliq.folders.edit(people, reversed));
    expect(await chatsOf(people)).toEqual([direct.chloe, direct.ben]);
  });
});

describe('a change in the second of the read', () => {
  test('conflicts, and is waited out', async () => {
    const { cliq, clock, run, statuses, chatsOf } = await virtualWorld();
    const { category_id } = await run(() => cliq.folders.create({ title: 'New' }));
    const before = clock.mono();
    await run(() => cliq.folders.edit(category_id, withChat(direct.dev)));
    expect(statuses(put)).toEqual([400, 204]);
    expect(clock.mono() - before).toBe(1000);
    expect(await chatsOf(category_id)).toEqual([direct.dev]);
  });

  test('is never overwritten, not even by a service that compares whole seconds', async () => {
    const world = await virtualWorld({ quirks: { syncGrain: 'seconds' } });
    const { cliqWith, emulator, run, statuses, chatsOf } = world;
    const cliq = cliqWith({ fetch: meanwhile(emulator.fetch, 'GET', addElsewhere(world, group.offsite)) });
    await run(() => cliq.folders.edit(people, withChat(direct.dev)));
    expect(statuses(put)).toEqual([400, 204]);
    expect(await chatsOf(people)).toEqual([direct.ben, direct.chloe, group.offsite, direct.dev]);
  });

  test('is never overwritten, not even at the instant at which both begin', async () => {
    const world = await virtualWorld();
    const { clock, cliqWith, emulator, otherDevice, run, chatsOf } = world;
    clock.advance(500); // A whole second: the header tells the time exactly.
    const pin = () => otherDevice.folders.pinChat(group.offsite, { category_id: people });
    const cliq = cliqWith({ fetch: meanwhile(emulator.fetch, 'GET', pin) });
    await run(() => cliq.folders.edit(people, withChat(direct.dev)));
    expect(await chatsOf(people)).toEqual([direct.ben, direct.chloe, group.offsite, direct.dev]);
  });
});

describe('a folder that another device changes between read and write', () => {
  test('keeps what both changed: the function is called again with the chats as they are then', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run, statuses, chatsOf } = world;
    const cliq = cliqWith({ fetch: meanwhile(emulator.fetch, 'GET', addElsewhere(world, group.offsite)) });
    const seen: string[][] = [];
    const result = await run(() =>
      cliq.folders.edit(people, (chats) => {
        seen.push(idsOf(chats));
        return [direct.dev, ...chats];
      }),
    );
    const theirs = [direct.ben, direct.chloe, group.offsite];
    expect(seen).toEqual([[direct.ben, direct.chloe], theirs]);
    expect(result).toEqual(complete([direct.dev, ...theirs]));
    expect([statuses(read), statuses(put)]).toEqual([
      [200, 200],
      [400, 204],
    ]);
    expect(await chatsOf(people)).toEqual([direct.dev, ...theirs]);
  });

  test('is left alone when it is then as wanted', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run, statuses, chatsOf } = world;
    const cliq = cliqWith({ fetch: meanwhile(emulator.fetch, 'GET', addElsewhere(world, direct.dev)) });
    const wanted = [direct.ben, direct.chloe, direct.dev];
    expect(await run(() => cliq.folders.edit(people, () => wanted))).toEqual(complete(wanted));
    expect(statuses(put)).toEqual([400]);
    expect(await chatsOf(people)).toEqual(wanted);
  });

  test('three times in a row is a conflict, and as the other device left it', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run, statuses, chatsOf } = world;
    const theirs = [group.offsite, channels.announcements.chatId, channels.partners.chatId];
    const fetch = meanwhile(emulator.fetch, 'GET', ...theirs.map((id) => addElsewhere(world, id)));
    const error = await run(() =>
      rejectionOf(cliqWith({ fetch }).folders.edit(people, withChat(direct.dev))),
    );
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ operation: put, code: 'client_not_synced', outcome: 'notApplied' });
    expect([statuses(read), statuses(put)]).toEqual([
      [200, 200, 200],
      [400, 400, 400],
    ]);
    expect(await chatsOf(people)).toEqual([direct.ben, direct.chloe, ...theirs]);
  });

  test('or deletes, ends with the error of the new read: there is no such folder', async () => {
    const { cliqWith, emulator, otherDevice, run, statuses } = await virtualWorld();
    const fetch = meanwhile(emulator.fetch, 'GET', () => otherDevice.folders.delete(people));
    const error = await run(() =>
      rejectionOf(cliqWith({ fetch }).folders.edit(people, withChat(direct.dev))),
    );
    expect(error).toBeInstanceOf(InputError);
    expect(statuses(put)).toEqual([400]);
  });

  test('and that cannot be read again, ends with the error of that read: nothing was written', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run } = world;
    const fetch = meanwhile(emulator.fetch, 'GET', async () => {
      await addElsewhere(world, direct.dev)();
      emulator.faults.plan(read, { kind: 'status', status: 403, code: 'operation_failed' });
    });
    const error = await run(() => rejectionOf(cliqWith({ fetch }).folders.edit(people, () => [])));
    emulator.faults.assertConsumed();
    expect(error).toMatchObject({ operation: read, status: 403, outcome: 'notApplied' });
  });
});
