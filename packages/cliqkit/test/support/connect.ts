import type { ClientOptions } from '@cliqkit/core';
import type { Reply, Sent } from './recording-fetch.ts';
import { recordingFetch } from './recording-fetch.ts';

export const accessToken = '1000.0123456789abcdef.fedcba9876543210';

/**
 * A module, or all of them, on a service that gives these replies and records what it was sent. Each call is sent once,
 * and at once.
 */
export function connect<Module>(
  create: (options: ClientOptions) => Module,
  ...replies: Reply[]
): { module: Module; sent: Sent[] } {
  const { fetch, sent } = recordingFetch(...replies);
  const module = create({ dataCenter: 'eu', credentials: { accessToken }, fetch, retry: false, pace: false });
  return { module, sent };
}
