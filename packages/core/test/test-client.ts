import { operations as folderOperations } from '@cliqkit/types/folders';
import { operations as pinOperations } from '@cliqkit/types/pins';
import { operations as threadOperations } from '@cliqkit/types/threads';
import type { ClientOptions, ModuleClient } from '../src/client.ts';
import { createClient } from '../src/client.ts';
import { fakeClock } from './fake-clock.ts';

export const api = 'https://cliq.test/api/v3';

export interface TestClient {
  pins: ModuleClient<typeof pinOperations>;
  folders: ModuleClient<typeof folderOperations>;
  threads: ModuleClient<typeof threadOperations>;
}

/** The three modules on one client, with a clock that stands still. Each call is sent once, and at once. */
export function testClient(options: Partial<ClientOptions>): TestClient {
  const client = createClient({
    dataCenter: { api, accounts: 'https://accounts.test' },
    credentials: { accessToken: 'a-token' },
    clock: fakeClock(),
    retry: false,
    pace: false,
    ...options,
  });
  return {
    pins: client.module(pinOperations),
    folders: client.module(folderOperations),
    threads: client.module(threadOperations),
  };
}

/** What a caller without types hands in. The only cast of the tests: wrong input is what they are about. */
export function untyped<T>(value: unknown): T {
  return value as T;
}
