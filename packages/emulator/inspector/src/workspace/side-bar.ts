import type { ChatName, SideBarFolder } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';
import { emptyState } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import type { IconName } from '../view/icon.ts';
import { icon } from '../view/icon.ts';
import { chooseChat } from './choose-chat.ts';
import { networkSelect, userSelect } from './who.ts';

export const chatIcons: Readonly<Record<ChatName['type'], IconName>> = {
  direct_message: 'person',
  group_chat: 'group',
  channel: 'channel',
  bot: 'bot',
  thread: 'thread',
};

/** The sign before the name says that it is a channel already. */
export function chatLabel({ name, type }: Pick<ChatName, 'name' | 'type'>): string {
  return type === 'channel' ? name.replace(/^#(?=.)/, '') : name;
}

function chatEntry(app: App, chat: ChatName): View {
  return element(
    'li',
    { key: chat.id },
    element(
      'button',
      {
        type: 'button',
        class: 'chat-entry',
        'aria-current': app.page().chatId === chat.id ? 'true' : undefined,
        onClick: () => chooseChat(app, chat.id),
      },
      icon(chatIcons[chat.type]),
      element('span', { class: 'cut' }, chatLabel(chat)),
    ),
  );
}

function chatList(app: App, chats: readonly ChatName[], none: string): View {
  if (chats.length === 0) return element('p', { class: 'side-none' }, none);
  return element(
    'ul',
    {},
    chats.map((chat) => chatEntry(app, chat)),
  );
}

/** Symbols come as `:rocket:`; without the emoji of Cliq the word has to do. */
function symbolOf(symbol: string): string {
  return [...symbol.replaceAll(':', '')].slice(0, 14).join('');
}

function folder(app: App, { id, title, symbol, state, chats }: SideBarFolder): View {
  const { turnedFolders } = app.page();
  const expanded = (state === 'expanded') !== turnedFolders.has(id);
  const turn = (): void => {
    const next = new Set(app.page().turnedFolders);
    if (!next.delete(id)) next.add(id);
    app.set({ turnedFolders: next });
  };
  return element(
    'section',
    { key: id, class: 'side-folder', 'data-state': expanded ? 'expanded' : 'collapsed' },
    element(
      'h3',
      {},
      element(
        'button',
        { type: 'button', class: 'side-title', 'aria-expanded': expanded, onClick: turn },
        icon('chevron', 'turning'),
        element('span', { class: 'cut' }, title),
        symbol !== '' && element('span', { class: 'symbol cut', title: symbol }, symbolOf(symbol)),
        element('span', { class: 'side-count' }, chats.length),
      ),
    ),
    expanded && chatList(app, chats, 'No chats in this folder'),
  );
}

/** The side bar of a user, as Cliq shows it. */
export function sideBar(app: App): View {
  const { workspace } = app.page();
  return element(
    'aside',
    { class: 'side', 'aria-label': 'Side bar' },
    element('div', { class: 'side-who' }, userSelect(app), networkSelect(app)),
    element(
      'div',
      { class: 'side-scroll', tabindex: 0, role: 'group', 'aria-label': 'Chats' },
      workspace === undefined
        ? element('div', { class: 'skeleton', 'aria-hidden': true })
        : [
            element(
              'section',
              { key: 'pins', class: 'side-folder' },
              element(
                'h3',
                { class: 'side-title still' },
                icon('pin'),
                element('span', {}, 'My Pins'),
                element('span', { class: 'side-count' }, workspace.pins.length),
              ),
              chatList(app, workspace.pins, 'Nothing pinned'),
            ),
            workspace.folders.map((each) => folder(app, each)),
            element(
              'section',
              { key: 'chats', class: 'side-folder' },
              element(
                'h3',
                { class: 'side-title still' },
                icon('thread'),
                element('span', {}, 'Chats'),
                element('span', { class: 'side-count' }, workspace.chats.length),
              ),
              chatList(app, workspace.chats, 'No other chats'),
            ),
          ],
      workspace !== undefined &&
        workspace.pins.length + workspace.folders.length + workspace.chats.length === 0 &&
        emptyState('workspace', 'An empty workspace', element('p', {}, 'Choose a scenario under Setup.')),
    ),
  );
}
