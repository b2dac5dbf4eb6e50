import type { Seed, SeedBot, SeedChat, SeedShelf, SeedThread, SeedUser } from '../seeds/seed.ts';
import type { IdPosition } from './id-source.ts';

interface SavedPin {
  readonly messageId: string;
  readonly creatorId: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Epoch milliseconds; -1 for never. */
  readonly expiresAt: number;
  readonly change: number;
}

export interface SavedBoard {
  /** Topmost first. */
  readonly pins: readonly SavedPin[];
  /** Id of the message that is the primary pin. */
  readonly primary: string | null;
  readonly changes: number;
  /** `null`: it stands as seeded. */
  readonly modifiedAt: number | null;
}

interface SavedChat extends Omit<SeedChat, 'pins'> {
  readonly board: SavedBoard;
}

interface SavedThread extends SeedThread {
  readonly participants: readonly string[];
  readonly muted: readonly string[];
  readonly board: SavedBoard;
}

interface SavedShelf extends SeedShelf {
  /** `null`: it stands as seeded. */
  readonly modifiedAt: number | null;
}

/** The chats, threads and folders of the organisation, or of a network. */
export interface SavedPart {
  readonly chats: readonly SavedChat[];
  readonly threads: readonly SavedThread[];
  readonly shelves: readonly SavedShelf[];
}

interface SavedNetwork extends SavedPart {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** A workspace as it stood: a seed, and what a seed cannot say. Plain JSON. */
export interface SavedWorkspace extends SavedPart {
  /** Of the seed, from which ids are derived. */
  readonly name: Seed['name'];
  readonly ids: IdPosition;
  readonly users: readonly SeedUser[];
  readonly bots: readonly SeedBot[];
  readonly networks: readonly SavedNetwork[];
}
