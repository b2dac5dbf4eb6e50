import type { Chat } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';
import { emptyState, iconButton } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { messageList } from './message.ts';
import { pinBoard } from './pin-board.ts';
import { chatIcons, chatLabel } from './side-bar.ts';
import { avatars } from './who.ts';

/** The latest messages are the ones to see. */
function toTheEnd(node: HTMLElement): void {
  node.scrollTop = node.scrollHeight;
}

function head(app: App, chat: Chat): View {
  return element(
    'header',
    { class: 'pane-head' },
    iconButton('back', 'Back to the side bar', () => app.set({ chatInFront: false }), {
      class: 'icon-button only-narrow',
    }),
    icon(chatIcons[chat.type]),
    element('h2', { class: 'cut' }, chatLabel(chat)),
    avatars(chat.members),
    element(
      'button',
      {
        type: 'button',
        class: 'id-button',
        title: `Copy the id: ${chat.id}`,
        onClick: () => app.copy(chat.id, 'Chat id'),
      },
      element('span', { class: 'cut' }, chat.id),
      icon('copy'),
    ),
  );
}

/** A chat: what is pinned, and the latest messages. */
export function chatPane(app: App, chat: Chat, now: number): View {
  return element(
    'section',
    { class: 'chat', 'aria-label': 'Chat' },
    head(app, chat),
    pinBoard(app, chat.pins, now),
    element(
      'div',
      {
        key: chat.id,
        class: 'pane-scroll',
        tabindex: 0,
        role: 'group',
        'aria-label': 'Messages',
        mounted: toTheEnd,
      },
      chat.messages.length === 0
        ? emptyState('thread', 'No messages', element('p', {}, 'Nobody has written here yet.'))
        : messageList(app, chat.messages, now),
    ),
  );
}
