import type { ClientOptions } from '@cliqkit/core';
import { createClient } from '@cliqkit/core';
import { Folders } from '@cliqkit/folders';
import { Pins } from '@cliqkit/pins';
import { Threads } from '@cliqkit/threads';

/** Zoho Cliq as one user sees it. */
export interface Cliq {
  /** Pinned messages of chats. */
  readonly pins: Pins;
  /** Chat folders of the user, and the chats pinned in them. */
  readonly folders: Folders;
  /** Threads of channels. */
  readonly threads: Threads;
  /** Ends all calls that are under way with ClosedError, and refuses new ones. There is nothing else to release. */
  close(): void;
}

/**
 * The way in: all modules on one client, for one user. Nothing is sent, and no timer is set, until the first call.
 *
 * Throws InputError for an unknown data centre, for hosts that a token must not be sent to, and without credentials.
 * @example
 * const cliq = createCliq({ dataCenter: 'eu', credentials: { accessToken } });
 * for await (const folder of cliq.folders.list()) console.log(folder.title);
 */
export function createCliq(options: ClientOptions): Cliq {
  const client = createClient(options);
  const { close } = client;
  return { pins: new Pins(client), folders: new Folders(client), threads: new Threads(client), close };
}
