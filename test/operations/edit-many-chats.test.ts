import type { Seed } from '@cliqkit/emulator';
import { demo, demoSeed } from '@cliqkit/emulator';
import { describe, expect, test } from 'vitest';
import { complete, people } from './folder-changes.ts';
import type { VirtualWorld } from './virtual-world.ts';
import { virtualWorld } from './virtual-world.ts';

const put = 'bulkUpdateChatsInCategory';

describe('more chats than one call takes', () => {
  const crowd = Array.from({ length: 130 }, (_none, index) => `148828861304360${1000 + index}`);
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
  const crowded = (): Promise<VirtualWorld> => virtualWorld({ seed, quirks: { maxPinsPerFolder: 200 } });

  test('go in with one write, and the others one by one', async () => {
    const { cliq, run, commits, chatsOf } = await crowded();
    expect(await run(() => cliq.folders.edit(people, () => crowd))).toEqual(complete(crowd));
    expect([commits(put), commits('pinChat')]).toEqual([1, 30]);
    expect(await chatsOf(people)).toEqual(crowd);
  });

  test('are left alone when nothing is different', async () => {
    const { cliq, clock, run, commits } = await crowded();
    await run(() => cliq.folders.edit(people, () => crowd));
    clock.advance(1000);
    expect(await run(() => cliq.folders.edit(people, (chats) => chats))).toEqual(complete(crowd));
    expect([commits(put), commits('pinChat')]).toEqual([1, 30]);
  });

  test('all go in, too, when the reply to the write is lost', async () => {
    const { cliq, emulator, run, commits, chatsOf } = await crowded();
    emulator.faults.plan(put, 'commit-then-reset');
    expect(await run(() => cliq.folders.edit(people, () => crowd))).toEqual(complete(crowd));
    emulator.faults.assertConsumed();
    expect([commits(put), commits('pinChat')]).toEqual([1, 30]);
    expect(await chatsOf(people)).toEqual(crowd);
  });

  test('are each in one list when some are refused', async () => {
    const { cliq, run, chatsOf } = await crowded();
    const foreign = demo.channels.payroll.chatId;
    const ids = [...crowd.slice(0, 101), foreign, ...crowd.slice(101)];
    const result = await run(() => cliq.folders.edit(people, () => ids));
    expect(result).toMatchObject({ ok: false, succeeded: crowd, unknown: [], notAttempted: [] });
    expect(result.failed).toMatchObject([{ id: foreign, error: { code: 'chat_access_denied' } }]);
    expect(await chatsOf(people)).toEqual(crowd);
  });
});
