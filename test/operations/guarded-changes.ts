import { demo } from '@cliqkit/emulator';
import type { CallOptions, Cliq, OperationId } from 'cliqkit';
import type { VirtualWorld } from './virtual-world.ts';

const { channels, direct, folders, group, messages } = demo;
const { chatId } = channels.launch;

/** A method that reads a list, changes it, and does so again on a conflict. */
export interface GuardedChange {
  name: string;
  reads: OperationId;
  writes: OperationId;
  run(cliq: Cliq, options?: CallOptions): Promise<unknown>;
  /** The ids of the list, in order. */
  list(world: VirtualWorld): Promise<string[]>;
  /** Something that another device changes in the list; it adds an item. */
  disturb(world: VirtualWorld): Promise<unknown>;
  /** The list before and after. */
  before: string[];
  after: string[];
  /** The list when the other device has changed it, and then this one. */
  both(list: string[]): string[];
}

const inPeople = {
  list: ({ chatsOf }: VirtualWorld) => chatsOf(folders.people),
  disturb: ({ otherDevice }: VirtualWorld) =>
    otherDevice.folders.pinChat(group.offsite, { category_id: folders.people }),
  before: [direct.ben, direct.chloe],
} as const;

/** All of them: one change each, on the demo workspace. */
export const guardedChanges: readonly GuardedChange[] = [
  {
    ...inPeople,
    name: 'folders.edit',
    reads: 'getPinCategories',
    writes: 'bulkUpdateChatsInCategory',
    run: (cliq, options) => cliq.folders.edit(folders.people, (chats) => [direct.dev, ...chats], options),
    before: [direct.ben, direct.chloe],
    after: [direct.dev, direct.ben, direct.chloe],
    both: (list) => [direct.dev, ...list],
  },
  {
    ...inPeople,
    name: 'folders.reorderChat',
    reads: 'getPinCategories',
    writes: 'reorderChatInCategory',
    run: (cliq, options) =>
      cliq.folders.reorderChat(folders.people, { chat_id: direct.chloe, pin_above: direct.ben }, options),
    before: [direct.ben, direct.chloe],
    after: [direct.chloe, direct.ben],
    both: (list) => [direct.chloe, ...list.filter((id) => id !== direct.chloe)],
  },
  {
    name: 'folders.reorder',
    reads: 'getPinCategories',
    writes: 'reorderCategory',
    run: (cliq, options) => cliq.folders.reorder(folders.launch, {}, options),
    list: async ({ otherDevice }) =>
      (await otherDevice.folders.list().toArray()).map(({ category_id }) => category_id),
    disturb: ({ otherDevice }) => otherDevice.folders.create({ title: 'New' }),
    before: ['default', folders.launch, folders.people],
    after: ['default', folders.people, folders.launch],
    both: (list) => [...list.filter((id) => id !== folders.launch), folders.launch],
  },
  {
    name: 'pins.reorder',
    reads: 'getPinnedMessages',
    writes: 'reorderPinnedMessages',
    run: (cliq, options) =>
      cliq.pins.reorder(chatId, { message_id: messages.rollback, pin_above: messages.checklist }, options),
    list: async ({ otherDevice }) => (await otherDevice.pins.list(chatId).toArray()).map(({ id }) => id),
    disturb: ({ otherDevice }) =>
      otherDevice.pins.add(chatId, { message_id: messages.freeze, expiry_time: -1, notify: false }),
    before: [messages.checklist, messages.rollback],
    after: [messages.rollback, messages.checklist],
    both: () => [messages.freeze, messages.rollback, messages.checklist],
  },
];
