import type { Connection } from '../../src/clients/connection.ts';

const nothing = (): void => {};

export interface Channel {
  readonly name: string;
  /** What the client tells of it. */
  opens(): void;
  fails(): void;
  message(about: string): void;
  again(): void;
  readonly closed: boolean;
  /** Has its closing take until this is called. */
  closes(): void;
}

/** A client whose channels do as they are told. */
export function scriptedChannels(): Connection & { channels: Channel[] } {
  const channels: Channel[] = [];
  return {
    channels,
    clustered: false,
    evalSha: async () => undefined,
    eval: async () => undefined,
    listen(name, message, again) {
      const channel = {
        name,
        opens: nothing,
        fails: nothing,
        message,
        again,
        closed: false,
        closes: nothing,
      };
      channels.push(channel);
      const opened = new Promise<void>((resolve, reject) => {
        channel.opens = resolve;
        channel.fails = () => reject(new Error('NOPERM'));
      });
      const closing = new Promise<void>((resolve) => {
        channel.closes = resolve;
      });
      return {
        opened,
        close() {
          channel.closed = true;
          return closing;
        },
      };
    },
  };
}
