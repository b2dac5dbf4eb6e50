import type { Seed } from '../../src/index.ts';
import { demo, demoSeed } from '../../src/index.ts';

const { channels, messages, users } = demo;

function thread(
  parentChatId: string,
  messageId: string,
  followers: readonly string[],
): Seed['threads'][number] {
  const id = `${parentChatId}-T-${messageId.split('_')[1] ?? ''}`;
  return { id, parentChatId, messageId, title: `On ${messageId}`, followers, messages: [] };
}

const threads: Seed['threads'] = [
  ...demoSeed.threads,
  thread(channels.launch.chatId, messages.pricing, [users.dev]),
  thread(channels.launch.chatId, messages.screenshots, []),
  thread(channels.payroll.chatId, messages.payslips, [users.chloe, users.farid]),
];

/** Where calls go: to the organisation, or to the network, which holds the same things under the same ids. */
export const places = ['', '/network/fuzz-network'] as const;

export type Place = (typeof places)[number];

/** The demo workspace with more threads: the id of one that is started cannot be read from any reply. */
export const fuzzSeed: Seed = {
  ...demoSeed,
  name: 'fuzz',
  threads,
  networks: [{ id: '7001', name: 'fuzz-network', chats: demoSeed.chats, threads, shelves: demoSeed.shelves }],
};
