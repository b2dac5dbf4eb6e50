/** What a library is given to keep calls of one user within the limit. Durations are those of the machine: real milliseconds. */
export interface PeerScene {
  readonly redisPort: number;
  /** The name of the budget in Redis. */
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
  /** How many times as fast as real time the service lives. */
  readonly speed: number;
  readonly apiUrl: string;
  readonly accountsUrl: string;
  readonly token: string;
  /** Where requests go: the network, with its jitter. */
  readonly fetch: typeof fetch;
}

/** How a call has ended: its reply came, or the service refused it for its limit. */
export type Ending = 'done' | 'lost';

/** A library at work in one process. */
export interface Peer {
  /** Makes a call as soon as the library lets it go. Nothing is sent twice: the library alone keeps the limit. */
  call(): Promise<Ending>;
  close(): Promise<void>;
}

export type OpenPeer = (scene: PeerScene) => Promise<Peer>;
