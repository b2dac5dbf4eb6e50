import { demo } from '@cliqkit/emulator';
import type { Cliq, OperationId } from 'cliqkit';

/** One operation of a retry class, and what it is answered with when all is well. */
export interface ClassCall {
  readonly retry: 'safe' | 'state-setting' | 'conditional' | 'never';
  readonly operation: OperationId;
  run(cliq: Cliq, options?: { signal?: AbortSignal; deadline?: number }): Promise<unknown>;
  readonly reply: object;
}

const { channels, folders, messages, threads } = demo;
/** Of a read long before anything changed. */
const last_sync_time = Date.UTC(2026, 0, 1);
const start = { text: 'Who can help?', thread_message_id: messages.pricing };

/** Reads: repeated after every failure that may pass. */
export const read: ClassCall = {
  retry: 'safe',
  operation: 'getPinnedMessages',
  run: ({ pins }, options) => pins.list(channels.launch.chatId, {}, options).toArray(),
  reply: { data: [] },
};

/** Sets a state, and gives data: repeated, for the state is the same after it. */
export const pinChat: ClassCall = {
  retry: 'state-setting',
  operation: 'pinChat',
  run: (cliq, options) => cliq.folders.pinChat(demo.group.offsite, {}, options),
  reply: { type: 'chat.pin', data: { chat_id: demo.group.offsite } },
};

/** Guarded by the time of the read it is based on: repeated. */
export const reorder: ClassCall = {
  retry: 'conditional',
  operation: 'reorderCategory',
  run: (cliq, options) =>
    cliq.folders.reorder(folders.people, { pin_above: folders.launch, last_sync_time }, options),
  reply: {},
};

/** A message: never repeated while it may have been posted. */
export const post: ClassCall = {
  retry: 'never',
  operation: 'sendMessageToThread',
  run: (cliq, options) =>
    cliq.threads.reply(threads.rollback, { text: 'All steps work.', sync_message: true }, {}, options),
  reply: { message_id: '1791010800125_12958180473' },
};

const never = (operation: OperationId, run: ClassCall['run'], reply: object): ClassCall => ({
  retry: 'never',
  operation,
  run,
  reply,
});

/** The six operations that would do it twice. */
export const neverRepeated: readonly ClassCall[] = [
  post,
  never(
    'createThreadMessageByChannelId',
    (cliq, options) => cliq.threads.start({ channelId: channels.launch.channelId }, start, {}, options),
    post.reply,
  ),
  never(
    'createThreadMessageByChatId',
    (cliq, options) => cliq.threads.start({ chatId: channels.launch.chatId }, start, {}, options),
    post.reply,
  ),
  never(
    'createThreadMessageByChannelUniqueName',
    (cliq, options) => cliq.threads.start({ channelName: channels.launch.name }, start, {}, options),
    post.reply,
  ),
  never('createPinCategory', (cliq, options) => cliq.folders.create({ title: 'Release' }, options), {
    data: { category_id: '1' },
  }),
  never(
    'addPinnedMessage',
    (cliq, options) =>
      cliq.pins.add(
        channels.launch.chatId,
        { message_id: messages.freeze, expiry_time: -1, notify: true },
        options,
      ),
    { data: { id: messages.freeze } },
  ),
];

/** What may be sent again after a failure that leaves open what happened. */
export const repeatable: readonly ClassCall[] = [read, pinChat, reorder];

/** One operation of each retry class. */
export const everyClass: readonly ClassCall[] = [...repeatable, post];
