import { join, resolve } from 'node:path';
import type { Clock, TokenStore } from '@cliqkit/core';
import type { LeaseOptions } from './lease.ts';
import { takeLease } from './lease.ts';
import { machineClock } from './machine-clock.ts';
import { codeOf, makePrivateDirectory, readPrivateFile, requirePrivateDirectory } from './private-path.ts';
import { replaceFile } from './replace-file.ts';
import { recordIn, textOf } from './token-text.ts';

export interface FileTokensOptions {
  /**
   * A directory for tokens and nothing else, on a disk of this machine. It is made if it does not exist, readable for the
   * current user alone. All processes that name the same one share their tokens.
   */
  path: string;
  /**
   * Milliseconds that others wait for a process which was about to renew a token and shows no life. At least 100.
   * @default 10000
   */
  leaseMs?: number | undefined;
  /** For waiting and for leases. @default the machine's clock */
  clock?: Clock | undefined;
}

const leastLeaseMs = 100;
const defaultLeaseMs = 10_000;
/** What core names an account by. Nothing in it means anything to a file system. */
const accountKey = /^[0-9a-f]{1,128}$/;

/**
 * Keeps tokens in files, for the processes of one host: a restart goes on with the token it had, and one process renews it
 * for all.
 *
 * Files are private (mode 0600 in a directory of 0700, whatever the umask), and one that others could read, a link, or one
 * of another user is refused. A crash leaves the old token or the new one. A process that was stopped for longer than its
 * lease cannot overwrite what others have written since. Tokens are in plain text unless `sealTokens` wraps the store.
 *
 * @throws TypeError for options that cannot be right. Error when the directory cannot be made, is not a directory, is a
 * link, belongs to another user or is open to others; the same when a token is read or written, which then is kept in memory
 * alone: a call does not fail for it.
 * @example
 * const store = fileTokens({ path: '/var/lib/my-bot/tokens' });
 * createCliq({ dataCenter: 'eu', credentials: refreshToken({ ...client, store }) });
 */
export function fileTokens(options: FileTokensOptions): TokenStore {
  // A copy without a prototype: what is not given is not there, even when `Object.prototype` is polluted.
  const given: FileTokensOptions = Object.assign(Object.create(null), options);
  const { leaseMs = defaultLeaseMs, clock = machineClock } = given;
  if (typeof given.path !== 'string' || given.path === '' || given.path.includes('\0')) {
    throw new TypeError(
      '@cliqkit/node: path must name a directory for tokens, such as /var/lib/my-bot/tokens.',
    );
  }
  if (!(Number.isFinite(leaseMs) && leaseMs >= leastLeaseMs)) {
    throw new TypeError(`@cliqkit/node: leaseMs must be a number of milliseconds, at least ${leastLeaseMs}.`);
  }
  const path = resolve(given.path); // The current directory may change.
  const lease: LeaseOptions = { leaseMs, clock };
  try {
    makePrivateDirectory(path);
  } catch (error) {
    throw explained(error, path);
  }

  /** The name of a file, in a directory that was looked at once more. */
  const locate = async (key: string, ending: 'json' | 'lock'): Promise<string> => {
    if (!accountKey.test(key)) {
      throw new TypeError('@cliqkit/node: a key must be lower-case hexadecimal: files are named after it.');
    }
    await requirePrivateDirectory(path);
    return join(path, `${key}.${ending}`);
  };
  const explain = (error: unknown): never => {
    throw explained(error, path);
  };

  return {
    read: (key) => locate(key, 'json').then(readPrivateFile).then(recordIn).catch(explain),
    write: (key, record) =>
      locate(key, 'json')
        .then((file) =>
          replaceFile(file, textOf(record), {
            allowed(current) {
              const stored = recordIn(current);
              return stored === undefined || record.generation === stored.generation + 1;
            },
            durable: true,
          }),
        )
        .catch(explain),
    async exclusive(key, run) {
      const release = await locate(key, 'lock')
        .then((file) => takeLease(file, lease))
        .catch(explain);
      try {
        return await run();
      } finally {
        await release();
      }
    },
  };
}

/** An error of the system says what it did; ours adds what that is for, and what can be done. */
function explained(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (typeof code !== 'string' || error instanceof TypeError) return error;
  return new Error(
    `@cliqkit/node: tokens cannot be kept in ${path}: ${code}. Check that it is there, that this user may write to it, and that the disk has room.`,
  );
}
