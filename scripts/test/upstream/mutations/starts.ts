/** The three operations that start a thread share their body. */
export const starts = [
  'createThreadMessageByChannelId',
  'createThreadMessageByChannelUniqueName',
  'createThreadMessageByChatId',
];
