import { demo } from '@cliqkit/emulator';
import type { operations } from '@cliqkit/types/threads';
import type { CallOptions, Cliq } from 'cliqkit';
import type { Dice } from '../../reliability/support/dice.ts';
import type { Draw, Draws } from './storm-call.ts';
import { textOf } from './storm-call.ts';

const { channels, messages, threads, users } = demo;
const thread = threads.rollback;
const mainMessages = [messages.kickoff, messages.pricing, messages.rollback] as const;
const people = [users.ben, users.chloe, users.dev, users.emi] as const;

type Run = (threads: Cliq['threads'], options: CallOptions) => Promise<unknown>;

const onThreads =
  (run: Run): Draw =>
  () => ({ run: (cliq, options) => run(cliq.threads, options) });

const starting =
  (target: Parameters<Cliq['threads']['start']>[0]): Draw =>
  (dice, { number }) => {
    const body = { text: textOf(number), thread_message_id: dice.pick(mainMessages), ...synced(dice) };
    return { run: (cliq, options) => cliq.threads.start(target, body, {}, options) };
  };

/** Half of the posts ask for their id. */
const synced = (dice: Dice): { sync_message?: true } => dice.pick([{}, { sync_message: true }]);

export const threadCalls: Draws<keyof typeof operations> = {
  createThreadMessageByChannelId: starting({ channelId: channels.launch.channelId }),
  createThreadMessageByChatId: starting({ chatId: channels.launch.chatId }),
  createThreadMessageByChannelUniqueName: starting({ channelName: channels.launch.name }),
  sendMessageToThread: (dice, { number }) => {
    const body = { text: textOf(number), ...synced(dice) };
    return { run: (cliq, options) => cliq.threads.reply(thread, body, {}, options) };
  },
  getThreadDetailsV3: onThreads((calls, options) => calls.get(thread, options)),
  updateThreadState: (dice) => {
    const action = dice.pick(['close', 'reopen', 'reopen', 'follow', 'unfollow']);
    return { run: (cliq, options) => cliq.threads.updateState(thread, { action }, {}, options) };
  },
  getThreadMainMessage: onThreads((calls, options) => calls.getMainMessage(thread, options)),
  getThreadFollowers: onThreads((calls, options) => calls.followers(thread, options).toArray()),
  addThreadFollowers: (dice) => {
    const ids = [dice.pick(people)];
    return { run: (cliq, options) => cliq.threads.addFollowers(thread, ids, options) };
  },
  removeThreadFollowers: (dice) => {
    const ids = [dice.pick(people)];
    return { run: (cliq, options) => cliq.threads.removeFollowers(thread, ids, options) };
  },
  getThreadNonFollowers: onThreads((calls, options) => calls.nonFollowers(thread, options).toArray()),
  followThread: onThreads((calls, options) => calls.follow(thread, options)),
  unfollowThread: onThreads((calls, options) => calls.unfollow(thread, options)),
  getThreadMembers: onThreads((calls, options) => calls.members(thread, {}, options).toArray()),
  leaveThread: onThreads((calls, options) => calls.leave(thread, options)),
  muteThread: onThreads((calls, options) => calls.mute(thread, options)),
  unmuteThread: onThreads((calls, options) => calls.unmute(thread, options)),
};
