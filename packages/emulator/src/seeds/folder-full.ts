import { defaultQuirks } from '../quirks.ts';
import type { Seed, SeedChat } from './seed.ts';

const user = '855710001';
const other = '855710002';

function chat(number: number): SeedChat {
  return {
    id: `CT_2242125513190150${String(number).padStart(3, '0')}_855711548`,
    type: 'group_chat',
    name: `Project ${number}`,
    members: [user, other],
    messages: [{ id: `${1_791_010_800_000 + number}_12958180473`, senderId: other, text: 'Shall we begin?' }],
  };
}

/** A folder with as many chats as one may have by default, and a chat more that is in none. */
export function folderFullSeed(): Seed {
  const chats = Array.from({ length: defaultQuirks.maxPinsPerFolder + 1 }, (_, index) => chat(index + 1));
  const pinned = chats.slice(0, -1).map(({ id }) => id);
  return {
    name: 'folder-full',
    users: [
      { id: user, name: 'Ines Moreau', email: 'ines.moreau@example.com' },
      { id: other, name: 'Jonas Weber', email: 'jonas.weber@example.com' },
    ],
    bots: [],
    chats,
    threads: [],
    shelves: [
      {
        userId: user,
        chatIds: [],
        folders: [{ id: '4000000030001', title: 'Projects', symbol: ':card_box:', chatIds: pinned }],
      },
    ],
  };
}
