/** The channel to start a thread in, by exactly one of its three names. */
export type ThreadTarget =
  | { /** Channel id: a letter and digits. */ channelId: string; chatId?: never; channelName?: never }
  | { channelId?: never /** Chat id of the channel. */; chatId: string; channelName?: never }
  | {
      channelId?: never;
      chatId?: never /** Unique name of the channel, without the #. */;
      channelName: string;
    };
