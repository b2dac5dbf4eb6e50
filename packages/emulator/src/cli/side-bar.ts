import type { FoundEmulator } from './find-emulator.ts';
import type { Palette } from './palette.ts';
import { oneLine, textTable } from './text-table.ts';

type SideBar = Awaited<ReturnType<FoundEmulator['admin']['getWorkspace']>>;
type ChatName = SideBar['pins'][number];

const types: Readonly<Record<ChatName['type'], string>> = {
  channel: 'channel',
  direct_message: 'direct',
  group_chat: 'group',
  bot: 'bot',
  thread: 'thread',
};

/** The side bar of a user, as lines of text. */
export function sideBarLines({ user, pins, folders, chats }: SideBar, palette: Palette): readonly string[] {
  const { bold, dim } = palette;
  const all = [...pins, ...folders.flatMap((folder) => folder.chats), ...chats];
  const cells = textTable(all.map(({ name, type, id }) => [name, types[type], id]));
  const lineOf = new Map(all.map((chat, index) => [chat, cells[index] ?? '']));
  const branches = (list: readonly ChatName[]): string[] =>
    list.map((chat, index) => `${index === list.length - 1 ? '└─' : '├─'} ${lineOf.get(chat)}`);
  return [
    `${bold(oneLine(user.name))}  ${dim(oneLine(user.id))}`,
    '',
    bold('My Pins'),
    ...branches(pins),
    ...folders.flatMap((folder) => [
      `${bold(oneLine(folder.title))}  ${dim(`${folder.state}, ${oneLine(folder.id)}`)}`,
      ...branches(folder.chats),
    ]),
    bold('Chats'),
    ...branches(chats),
  ];
}
