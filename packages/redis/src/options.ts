import type { Clock, Logger } from '@cliqkit/core';
import type { GlideSubscriber } from './clients/valkey-glide.ts';

interface CommonOptions {
  /**
   * Begins every key and channel: letters, digits, `.`, `_`, `-` and `:`. Whatever shares a Zoho user must share it.
   * @default 'cliqkit'
   */
  prefix?: string | undefined;
  /**
   * Milliseconds that the server may take to answer, from 10 to 4000. Then it counts as unreachable.
   * @default 3000
   */
  timeoutMs?: number | undefined;
  /**
   * What to do when the server has lost what it knew of the budgets, which looks the same as a first use: restarted without its
   * data, flushed, or replaced by a replica that lags behind. `'wait'` sends nothing for one window, for others may have used
   * it up; `'go'` takes the budgets as unused.
   * @default 'wait'
   */
  coldStart?: 'wait' | 'go' | undefined;
  /**
   * A second valkey-glide client, for messages alone: those clients cannot be duplicated. Without it, processes look for a turn
   * or a token when they were told to, and not sooner.
   * @default none; other clients need none
   */
  subscriber?: GlideSubscriber | undefined;
  /** Told of what costs something but fails no call. @default nobody */
  logger?: Pick<Logger, 'warn'> | undefined;
  /** @default the machine's clock */
  clock?: Clock | undefined;
}

/** What becomes of calls while the server cannot be reached. */
type FailureOptions =
  | {
      /**
       * `'fail'`: they fail as StoreError, and nothing is sent. `'wait'`: they wait, as long as their deadline lets them.
       * `'local'`: after a window without sending, each process goes on with its share of the limit.
       * @default 'fail'
       */
      whenUnreachable?: 'fail' | 'wait' | undefined;
      processes?: undefined;
    }
  | {
      whenUnreachable: 'local';
      /**
       * How many processes share a user at most: each has the limit divided by this, and at least one call. The limit holds when
       * all of them lose the server and find it again together. It can be passed when only some lose it, for their shares come on
       * top of what the server gives the others, and when there are more processes than this or than the limit has calls.
       */
      processes: number;
    };

export type RedisOptions = CommonOptions & FailureOptions;

export interface RedisTokenOptions {
  /** 32 random bytes, or their base64 text, that seal the tokens (AES-256-GCM): `openssl rand -base64 32` makes one. */
  tokenKey: Uint8Array | string;
  /** Keys of before. What they have sealed can still be read. @default none */
  previousTokenKeys?: readonly (Uint8Array | string)[] | undefined;
  /**
   * Milliseconds that others wait for a process which was about to renew a token and shows no life. At least 100.
   * @default 10000
   */
  turnMs?: number | undefined;
}
