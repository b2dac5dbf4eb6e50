import type { DataCenter } from '@cliqkit/types';
import type { FaultBook } from '../faults/fault-book.ts';
import type { Quirks } from '../quirks.ts';
import type { SeedUser } from '../seeds/seed.ts';
import type { Clients } from './clients.ts';
import type { CodeStore } from './code-store.ts';
import type { DeviceStore } from './device-store.ts';
import type { TokenMeter } from './token-meter.ts';
import type { TokenStore } from './token-store.ts';

/** What the accounts server knows. */
export interface AccountsState {
  readonly clients: Clients;
  readonly tokens: TokenStore;
  readonly codes: CodeStore;
  readonly devices: DeviceStore;
  readonly meter: TokenMeter;
  /** The users of the seed, by id. */
  readonly users: ReadonlyMap<string, SeedUser>;
  /** The first user of the seed, in whose name a client acts that has no user of its own. */
  readonly userId: string;
  readonly quirks: Quirks;
  /** The data centre that is played; nothing for all of them. */
  readonly dataCenter: DataCenter | undefined;
}

/** What the accounts server works with. */
export interface AccountsContext extends AccountsState {
  readonly faults: FaultBook;
}
