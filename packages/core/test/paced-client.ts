import type { CallOptions } from '../src/call/call.ts';
import type { ClientOptions } from '../src/client.ts';
import type { FakeClock } from './fake-clock.ts';
import type { TestClient } from './test-client.ts';
import { testClient } from './test-client.ts';

/** The two calls that the tests of limits make. Both have 20 calls in a minute; they are locked for 5 and 10 minutes. */
export interface PacedClient extends TestClient {
  read(options?: CallOptions): Promise<unknown>;
  post(options?: CallOptions): Promise<unknown>;
}

/** A client that keeps within the limits, and waits for the locks. */
export function pacedClient(options: Partial<ClientOptions> & { clock: FakeClock }): PacedClient {
  const client = testClient({ pace: {}, retry: {}, random: () => 0, ...options });
  return {
    ...client,
    read: (callOptions) => client.pins('getPinnedMessages', { path: { CHAT_ID: '1' } }, callOptions),
    post: (callOptions) =>
      client.threads(
        'sendMessageToThread',
        { path: { THREAD_CHAT_ID: '1' }, body: { text: 'hi' } },
        callOptions,
      ),
  };
}

/** So many of something, started at once. */
export function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_none, index) => make(index));
}
