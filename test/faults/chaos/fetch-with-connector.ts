import type { Socket } from 'node:net';

/** Makes the connections of a fetch: options for the built-in way, or another way. */
export type Connector =
  | { ca: string }
  | ((
      to: { hostname: string; port: string; protocol: string },
      done: (error: Error | null, socket: Socket | null) => void,
    ) => void);

type AgentClass = new (options: { connect: Connector }) => object;

/** Where the runtime keeps what its fetch sends with. */
const dispatcherKey = Symbol.for('undici.globalDispatcher.1');

/**
 * The fetch of this runtime with another way to connect. The runtime hands out no class for that, so it is taken from
 * the dispatcher that it uses itself, which is there after a first use.
 */
export async function fetchWithConnector(connect: Connector): Promise<typeof fetch> {
  await fetch('data:,');
  const used: { constructor: unknown } = Reflect.get(globalThis, dispatcherKey);
  const Agent = used.constructor as AgentClass;
  const dispatcher = new Agent({ connect });
  return (input, init) => fetch(input, { ...init, dispatcher } as RequestInit);
}
