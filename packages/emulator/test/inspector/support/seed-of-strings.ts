import type { Seed, SeedChat, SeedMessage } from '../../../src/index.ts';

const parent = 'CT_1000000000000000001_900000000';
/** A chat that all of the strings are written in, and the thread in it. */
export const chatOfStrings: string = parent;

const number = (index: number): string => String(index).padStart(4, '0');

/** Not longer than the service lets it be, and not empty. */
function fitted(text: string, most: number): string {
  const cut = [...text].slice(0, most).join('').slice(0, most);
  return cut.trim() === '' ? `blank ${cut}` : cut;
}

function messages(strings: readonly string[], from: number, senders: readonly string[]): SeedMessage[] {
  return strings.map((text, index) => ({
    id: `${from + index * 600_000}_1${number(index)}`,
    senderId: senders[index % senders.length] ?? '',
    text: fitted(text, 5000),
  }));
}

/** Letters alone, as unique names of bots are. */
const letters = (index: number): string =>
  [...number(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

/** A workspace with each of the strings wherever a text can stand: names, titles, symbols and messages. */
export function seedOfStrings(strings: readonly string[]): Seed {
  const users = strings.map((text, index) => ({
    id: `90000${number(index)}`,
    name: fitted(text, 100),
    email: `user${index}@example.com`,
  }));
  const bots = strings.map((text, index) => ({
    id: `95000${number(index)}`,
    uniqueName: `bot${letters(index)}`,
    name: `${fitted(text, 90)} bot`,
  }));
  const ids = users.map(({ id }) => id);
  const first = ids[0] ?? '';
  const said = messages(strings, 1_700_000_000_000, ids);
  const chats = strings.map(
    (text, index): SeedChat => ({
      id: `CT_20000000000000${number(index)}_900000000`,
      type: 'group_chat',
      name: fitted(text, 100),
      members: [first],
      messages: [],
    }),
  );
  const channel = {
    id: 'P1000000000000000001',
    uniqueName: 'strings',
    replyMode: 'both' as const,
    bots: bots.map(({ uniqueName }) => uniqueName),
  };
  return {
    name: 'strings',
    users,
    bots,
    chats: [
      {
        id: parent,
        type: 'channel',
        name: fitted(strings[0] ?? '', 100),
        members: ids,
        channel,
        messages: said,
        pins: said.map(({ id }) => ({ messageId: id, creatorId: first })),
      },
      ...chats,
    ],
    threads: strings.map((text, index) => ({
      id: `${parent}-T-30000000000000${number(index)}`,
      parentChatId: parent,
      messageId: said[index]?.id ?? '',
      title: fitted(text, 100),
      // Bots follow the first one, whose followers are named.
      followers: index === 0 ? [...ids, ...bots.map(({ id }) => id)] : ids,
      messages:
        index === 0
          ? messages(
              strings,
              1_710_000_000_000,
              bots.map(({ id }) => id),
            )
          : [],
    })),
    shelves: [
      {
        userId: first,
        chatIds: [parent],
        folders: strings.map((text, index) => ({
          id: `40000000000${number(index)}`,
          title: fitted(text, 255),
          symbol: fitted(text, 50),
          chatIds: chats.slice(index, index + 1).map(({ id }) => id),
        })),
      },
    ],
  };
}
