import { demo } from '@cliqkit/emulator';
import type { OperationId } from 'cliqkit';
import type { World } from './world.ts';
import { syncTimeNow } from './world.ts';

type Run = (world: World) => Promise<unknown>;

/** What an operation does when all is well, and a call that brings out each of its error codes. */
export interface Scenario {
  success: Run;
  codes: Record<string, Run>;
}

const { channels, direct, group, folders, messages, threads, users } = demo;
const launch = channels.launch.chatId;
/** A channel that Ana is not in. */
const payroll = channels.payroll.chatId;
const stale = 0;
const noFolder = '4999999999999';
const noThread = `${launch}-T-1111111111111111111`;
const notThread = launch;
const start = { text: 'Who can help?', thread_message_id: messages.pricing, sync_message: true };
const forEver = { expiry_time: -1, notify: false } as const;

/** A call whose reply the emulator is told to make: "the service failed" has no other cause. */
const failing =
  (operationId: OperationId, code: string, status: number, run: Run): Run =>
  (world) => {
    world.emulator.faults.plan(operationId, { kind: 'status', status, code });
    return run(world);
  };

/** A call that the SDK refuses to make, sent past it; answers as the SDK would throw. */
const unguarded =
  (method: string, path: string, body: unknown): Run =>
  async ({ raw }) => {
    throw Object.assign(new Error('refused'), await raw(method, path, body));
  };

const listPins: Run = ({ cliq }) => cliq.pins.list(launch).toArray();
const listFolders: Run = ({ cliq }) => cliq.folders.list().toArray();
const createFolder: Run = ({ cliq }) => cliq.folders.create({ title: 'Release', chat_ids: [direct.ben] });
const replaceChats: Run = async (world) =>
  world.cliq.folders.replaceChats(folders.people, {
    chat_ids: [direct.dev, group.offsite],
    last_sync_time: await syncTimeNow(world),
  });
const rename: Run = ({ cliq }) => cliq.folders.updateDetails(folders.launch, { title: 'Launch 2026' });
const mixed = { title: 'Launch', chat_ids: [launch], last_sync_time: 1_900_000_000_000 };
const invalidInputs = unguarded('PUT', `/pin-categories/${folders.launch}`, mixed);

export const scenarios: Record<OperationId, Scenario> = {
  getPinnedMessages: {
    success: listPins,
    codes: {
      operation_not_allowed: ({ cliq }) => cliq.pins.list(payroll).toArray(),
      operation_failed: failing('getPinnedMessages', 'operation_failed', 400, listPins),
    },
  },
  getPrimaryPinnedMessage: {
    success: ({ cliq }) => cliq.pins.getPrimary(launch),
    codes: {
      operation_not_allowed: ({ cliq }) => cliq.pins.getPrimary(payroll),
      operation_failed: ({ cliq }) => cliq.pins.getPrimary(direct.ben),
    },
  },
  addPinnedMessage: {
    success: ({ cliq }) => cliq.pins.add(launch, { message_id: messages.freeze, ...forEver }),
    codes: {
      operation_failed: ({ cliq }) =>
        cliq.pins.add(launch, { message_id: messages.freeze, expiry_time: 1, notify: false }),
      operation_not_allowed: ({ cliq }) =>
        cliq.pins.add(payroll, { message_id: messages.payslips, ...forEver }),
      pinned_message_limit_reached: failing(
        'addPinnedMessage',
        'pinned_message_limit_reached',
        400,
        ({ cliq }) => cliq.pins.add(launch, { message_id: messages.freeze, ...forEver }),
      ),
    },
  },
  reorderPinnedMessages: {
    success: async (world) =>
      world.cliq.pins.reorder(launch, {
        message_id: messages.rollback,
        last_sync_time: await syncTimeNow(world),
      }),
    codes: {
      client_not_synced: async ({ cliq, later }) => {
        later(1000);
        await cliq.pins.add(launch, { message_id: messages.freeze, ...forEver });
        await cliq.pins.reorder(launch, { message_id: messages.rollback, last_sync_time: stale });
      },
      operation_failed: async (world) =>
        world.cliq.pins.reorder(launch, {
          message_id: messages.freeze,
          last_sync_time: await syncTimeNow(world),
        }),
      operation_not_allowed: async (world) =>
        world.cliq.pins.reorder(payroll, {
          message_id: messages.payslips,
          last_sync_time: await syncTimeNow(world),
        }),
    },
  },
  deletePinnedMessages: {
    success: ({ cliq }) => cliq.pins.clear(launch),
    codes: {
      operation_not_allowed: ({ cliq }) => cliq.pins.clear(payroll),
      operation_failed: async ({ cliq }) => {
        const { failed } = await cliq.pins.remove(launch, [messages.freeze]);
        throw failed[0]?.error;
      },
    },
  },
  getPinCategories: {
    success: listFolders,
    codes: { operation_failed: failing('getPinCategories', 'operation_failed', 400, listFolders) },
  },
  createPinCategory: {
    success: createFolder,
    codes: {
      param_missing: unguarded('POST', '/pin-categories', { symbol: ':rocket:' }),
      operation_not_allowed: ({ cliq }) => cliq.folders.create({ title: 'Pay', chat_ids: [payroll] }),
      max_folders_error: async ({ cliq, later }) => {
        for (let index = 0; index < 50; index += 1) {
          later(60_000);
          await cliq.folders.create({ title: `Folder ${index}` });
        }
      },
      operation_failed: failing('createPinCategory', 'operation_failed', 400, createFolder),
      max_pins_error: failing('createPinCategory', 'max_pins_error', 400, createFolder),
    },
  },
  removeChatsAcrossCategories: {
    success: async ({ cliq }) => {
      const result = await cliq.folders.unpinChats([launch]);
      if (!result.ok) throw result.failed[0]?.error;
    },
    codes: {
      operation_failed: failing('removeChatsAcrossCategories', 'operation_failed', 400, async ({ cliq }) => {
        const { failed } = await cliq.folders.unpinChats([launch]);
        throw failed[0]?.error;
      }),
    },
  },
  updatePinCategory: {
    success: rename,
    codes: {
      client_not_synced: failing('updatePinCategory', 'client_not_synced', 400, rename),
      invalid_inputs: invalidInputs,
      operation_failed: ({ cliq }) => cliq.folders.updateDetails(noFolder, { title: 'Nowhere' }),
    },
  },
  deletePinCategory: {
    success: ({ cliq }) => cliq.folders.delete(folders.people),
    codes: {
      operation_not_allowed: ({ cliq }) => cliq.folders.delete('default'),
      operation_failed: ({ cliq }) => cliq.folders.delete(noFolder),
    },
  },
  reorderChatInCategory: {
    success: async (world) => {
      const { category_id } = await world.cliq.folders.create({
        title: 'Two',
        chat_ids: [direct.ben, direct.dev],
      });
      const body = { chat_id: direct.dev, pin_above: direct.ben, last_sync_time: await syncTimeNow(world) };
      await world.cliq.folders.reorderChat(category_id, body);
    },
    codes: {
      client_not_synced: async ({ cliq }) => {
        const { category_id } = await cliq.folders.create({
          title: 'Two',
          chat_ids: [direct.ben, direct.dev],
        });
        await cliq.folders.reorderChat(category_id, { chat_id: direct.dev, last_sync_time: stale });
      },
      invalid_inputs: invalidInputs,
      operation_failed: async (world) =>
        world.cliq.folders.reorderChat(folders.launch, {
          chat_id: payroll,
          last_sync_time: await syncTimeNow(world),
        }),
    },
  },
  reorderCategory: {
    success: async (world) =>
      world.cliq.folders.reorder(folders.people, {
        pin_above: folders.launch,
        last_sync_time: await syncTimeNow(world),
      }),
    codes: {
      client_not_synced: async ({ cliq }) => {
        await cliq.folders.create({ title: 'New' });
        await cliq.folders.reorder(folders.people, { last_sync_time: stale });
      },
      invalid_inputs: invalidInputs,
      operation_failed: async (world) =>
        world.cliq.folders.reorder(noFolder, { last_sync_time: await syncTimeNow(world) }),
    },
  },
  bulkUpdateChatsInCategory: {
    success: replaceChats,
    codes: {
      client_not_synced: async ({ cliq }) => {
        await cliq.folders.create({ title: 'New' });
        await cliq.folders.replaceChats(folders.people, { chat_ids: [direct.dev], last_sync_time: stale });
      },
      invalid_inputs: invalidInputs,
      operation_failed: async (world) =>
        world.cliq.folders.replaceChats(noFolder, { chat_ids: [], last_sync_time: await syncTimeNow(world) }),
      max_pins_error: failing('bulkUpdateChatsInCategory', 'max_pins_error', 400, replaceChats),
    },
  },
  pinChat: {
    success: ({ cliq }) => cliq.folders.pinChat(group.offsite, { category_id: folders.launch }),
    codes: {
      max_pins_error: failing('pinChat', 'max_pins_error', 400, ({ cliq }) =>
        cliq.folders.pinChat(group.offsite),
      ),
      chat_access_denied: ({ cliq }) => cliq.folders.pinChat(payroll),
      operation_not_allowed: ({ cliq }) => cliq.folders.pinChat(group.offsite, { category_id: noFolder }),
      chat_operation_failed: failing('pinChat', 'chat_operation_failed', 400, ({ cliq }) =>
        cliq.folders.pinChat(group.offsite),
      ),
    },
  },
  unpinChat: {
    success: ({ cliq }) => cliq.folders.unpinChat(launch),
    codes: {
      chat_access_denied: ({ cliq }) => cliq.folders.unpinChat(payroll),
      chat_operation_failed: failing('unpinChat', 'chat_operation_failed', 400, ({ cliq }) =>
        cliq.folders.unpinChat(launch),
      ),
    },
  },
  createThreadMessageByChannelId: {
    success: ({ cliq }) => cliq.threads.start({ channelId: channels.launch.channelId }, start),
    codes: startCodes(
      { channelId: channels.announcements.channelId },
      { channelId: channels.payroll.channelId },
    ),
  },
  createThreadMessageByChatId: {
    success: ({ cliq }) => cliq.threads.start({ chatId: launch }, start),
    codes: startCodes({ chatId: channels.announcements.chatId }, { chatId: payroll }),
  },
  createThreadMessageByChannelUniqueName: {
    success: ({ cliq }) => cliq.threads.start({ channelName: 'launch' }, start),
    codes: startCodes({ channelName: 'announcements' }, { channelName: 'payroll' }),
  },
  sendMessageToThread: onThread(({ cliq }, thread) =>
    cliq.threads.reply(thread, { text: 'All steps work.', sync_message: true }),
  ),
  getThreadDetailsV3: {
    success: ({ cliq }) => cliq.threads.get(threads.rollback),
    codes: {
      thread_chatid_invalid: ({ cliq }) => cliq.threads.get(notThread),
      external_communication_not_supported: ({ cliq }) => cliq.threads.get(threads.contract),
      operation_failed: failing('getThreadDetailsV3', 'operation_failed', 500, ({ cliq }) =>
        cliq.threads.get(threads.rollback),
      ),
    },
  },
  updateThreadState: onThread(({ cliq }, thread) => cliq.threads.close(thread)),
  getThreadMainMessage: onThread(({ cliq }, thread) => cliq.threads.getMainMessage(thread)),
  getThreadFollowers: onThread(({ cliq }, thread) => cliq.threads.followers(thread).toArray()),
  addThreadFollowers: onThread(({ cliq }, thread) => cliq.threads.addFollowers(thread, [users.chloe])),
  removeThreadFollowers: onThread(({ cliq }, thread) => cliq.threads.removeFollowers(thread, [users.ben])),
  getThreadNonFollowers: onThread(({ cliq }, thread) => cliq.threads.nonFollowers(thread).toArray()),
  followThread: onThread(({ cliq }, thread) => cliq.threads.follow(thread)),
  unfollowThread: onThread(({ cliq }, thread) => cliq.threads.unfollow(thread)),
  getThreadMembers: onThread(({ cliq }, thread) =>
    cliq.threads.members(thread, { fields: ['name'] }).toArray(),
  ),
  leaveThread: onThread(({ cliq }, thread) => cliq.threads.leave(thread)),
  muteThread: onThread(({ cliq }, thread) => cliq.threads.mute(thread)),
  unmuteThread: onThread(({ cliq }, thread) => cliq.threads.unmute(thread)),
};

/** `closed` is a channel that allows no threads, `foreign` one that Ana is not in. */
function startCodes(
  closed: Parameters<World['cliq']['threads']['start']>[0],
  foreign: Parameters<World['cliq']['threads']['start']>[0],
): Scenario['codes'] {
  return {
    operation_failed: ({ cliq }) =>
      cliq.threads.start(closed, { ...start, thread_message_id: messages.holidays }),
    operation_not_allowed: ({ cliq }) =>
      cliq.threads.start(foreign, { ...start, thread_message_id: messages.payslips }),
  };
}

/** The operations on a thread refuse in the same three cases. */
function onThread(run: (world: World, thread: string) => Promise<unknown>): Scenario {
  return {
    success: (world) => run(world, threads.rollback),
    codes: {
      thread_chatid_invalid: (world) => run(world, notThread),
      operation_failed: (world) => run(world, noThread),
      operation_not_allowed: (world) => {
        // Farid is in no channel that has a thread.
        const cliq = world.withToken(world.emulator.issueToken({ userId: users.farid }));
        return run({ ...world, cliq }, threads.rollback);
      },
    },
  };
}
