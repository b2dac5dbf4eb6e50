import { demo } from '@cliqkit/emulator';
import type { operations } from '@cliqkit/types/folders';
import type { Draws } from './storm-call.ts';
import { drawSyncTime, textOf } from './storm-call.ts';

const { channels, direct, folders, group } = demo;
const chats = [direct.ben, direct.chloe, direct.dev, group.offsite, channels.launch.chatId] as const;
const seeded = [folders.launch, folders.people] as const;
const unknownFolder = '1000000000000000001';

export const folderCalls: Draws<keyof typeof operations> = {
  getPinCategories: () => ({
    run: (cliq, options) => cliq.folders.list({ include_fields: ['chats'] }, options).toArray(),
  }),
  createPinCategory: (_dice, { number }) => ({
    run: (cliq, options) => cliq.folders.create({ title: textOf(number) }, options),
  }),
  removeChatsAcrossCategories: (dice) => {
    const ids = [dice.pick(chats), dice.pick(chats)];
    return { run: (cliq, options) => cliq.folders.unpinChats(ids, options) };
  },
  updatePinCategory: (dice, { number }) => {
    const id = dice.pick(seeded);
    return { run: (cliq, options) => cliq.folders.updateDetails(id, { symbol: `:${number}:` }, options) };
  },
  deletePinCategory: (dice, { ownFolders }) => {
    const id = ownFolders[dice.below(ownFolders.length)] ?? unknownFolder;
    const query = dice.pick([{}, { unpin_all: true }]);
    return { run: (cliq, options) => cliq.folders.delete(id, query, options) };
  },
  reorderChatInCategory: (dice, around) => {
    const { reads, ...syncTime } = drawSyncTime(dice, around);
    const body = { chat_id: direct.chloe, pin_above: direct.ben, ...syncTime };
    return { reads, run: (cliq, options) => cliq.folders.reorderChat(folders.people, body, options) };
  },
  reorderCategory: (dice, around) => {
    const { reads, ...syncTime } = drawSyncTime(dice, around);
    const [moved, other] = dice.pick([seeded, [folders.people, folders.launch]]);
    const body = { pin_above: other, ...syncTime };
    return { reads, run: (cliq, options) => cliq.folders.reorder(moved, body, options) };
  },
  bulkUpdateChatsInCategory: (dice, { now }) => {
    const chat = dice.pick(chats);
    const body = { chat_ids: [chat], last_sync_time: now };
    return dice.chance(0.5)
      ? { run: (cliq, options) => cliq.folders.replaceChats(folders.people, body, options) }
      : {
          reads: true,
          run: (cliq, options) => cliq.folders.edit(folders.people, (now) => [chat, ...now], options),
        };
  },
  pinChat: (dice) => {
    const [chat, category_id] = [dice.pick(chats), dice.pick(seeded)];
    return { run: (cliq, options) => cliq.folders.pinChat(chat, { category_id }, options) };
  },
  unpinChat: (dice) => {
    const chat = dice.pick(chats);
    return { run: (cliq, options) => cliq.folders.unpinChat(chat, options) };
  },
};
