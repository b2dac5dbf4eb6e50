import type { Chat, ChatThread } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';
import { chip, emptyState, iconButton } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { chooseThread, closeThread } from './choose-chat.ts';
import { messageList } from './message.ts';
import { pinBoard } from './pin-board.ts';
import { avatars } from './who.ts';

function threadEntry(app: App, { id, title, state, followers, messageCount, lastMessage }: ChatThread): View {
  return element(
    'li',
    { key: id },
    element(
      'button',
      { type: 'button', class: 'thread-entry', onClick: () => chooseThread(app, id) },
      element(
        'span',
        { class: 'thread-line' },
        element('strong', { class: 'cut' }, title),
        chip(state, state === 'open' ? 'accent' : 'plain'),
      ),
      lastMessage !== undefined &&
        element('span', { class: 'thread-last' }, `${lastMessage.sender.name}: ${lastMessage.text}`),
      element(
        'span',
        { class: 'thread-line' },
        avatars(followers),
        element('span', { class: 'quiet' }, messageCount === 1 ? '1 message' : `${messageCount} messages`),
      ),
    ),
  );
}

function threadList(app: App, { threads }: Chat): Child {
  return [
    element(
      'header',
      { key: 'head', class: 'pane-head' },
      icon('thread'),
      element('h2', {}, 'Threads'),
      element('span', { class: 'side-count' }, threads.length),
    ),
    element(
      'div',
      { key: 'list', class: 'pane-scroll', tabindex: 0, role: 'group', 'aria-label': 'Threads' },
      threads.length === 0
        ? emptyState(
            'thread',
            'No threads here',
            element(
              'p',
              {},
              'One begins with a reply to a message: ',
              element('code', {}, 'cliq.threads.start(…)'),
            ),
          )
        : element(
            'ul',
            { class: 'thread-list' },
            threads.map((thread) => threadEntry(app, thread)),
          ),
    ),
  ];
}

function openThread(
  app: App,
  { id, name, state = 'open', followers = [], pins, messages }: Chat,
  now: number,
): Child {
  return [
    element(
      'header',
      { key: 'thread-head', class: 'pane-head' },
      iconButton('back', 'Back to the threads', () => closeThread(app)),
      element('h2', { class: 'cut', title: name }, name),
      chip(state, state === 'open' ? 'accent' : 'plain'),
    ),
    element(
      'div',
      { key: id, class: 'pane-scroll', tabindex: 0, role: 'group', 'aria-label': 'Thread' },
      element(
        'dl',
        { class: 'facts' },
        element('dt', {}, 'Followers'),
        element('dd', {}, followers.length === 0 ? 'nobody' : avatars(followers, 6)),
        element('dt', {}, 'Id'),
        element('dd', { class: 'mono cut', title: id }, id),
      ),
      pinBoard(app, pins, now),
      messageList(app, messages, now),
    ),
  ];
}

/** The threads of a chat, or one of them. */
export function threadPane(app: App, chat: Chat, now: number): View {
  const { thread, threadId } = app.page();
  const opened = threadId !== undefined && thread !== undefined;
  return element(
    'section',
    { class: 'threads', 'aria-label': 'Threads', 'data-state': threadId === undefined ? 'list' : 'open' },
    opened ? openThread(app, thread, now) : threadList(app, chat),
  );
}
