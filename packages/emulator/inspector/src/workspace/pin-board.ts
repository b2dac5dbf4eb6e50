import type { ChatPin } from '../admin/admin-types.ts';
import { countdown, moment } from '../clock/format-time.ts';
import type { App } from '../state/app.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { messageText } from './message-text.ts';

/** What stays as long as it is looked at, so that a board of fifty pins leaves room for the chat. */
const inView = 3;

function ending({ expiresAt }: ChatPin, now: number): string {
  return expiresAt === null ? 'stays' : `ends in ${countdown(expiresAt - now)}`;
}

function pin(app: App, each: ChatPin, now: number): View {
  const { message, primary, creator } = each;
  return element(
    'li',
    { key: message.id, class: primary ? 'pin primary' : 'pin', 'data-number': message.id },
    icon('pin'),
    element(
      'div',
      { class: 'pin-body' },
      element('p', { class: 'pin-text' }, messageText(app, message.text)),
      element(
        'p',
        { class: 'pin-facts' },
        primary && element('span', { class: 'pin-primary' }, 'Primary'),
        element('span', {}, `${message.sender.name}, ${moment(message.time, now)}`),
        element('span', {}, `pinned by ${creator}`),
        element('span', { class: each.expiresAt === null ? '' : 'pin-ends' }, ending(each, now)),
      ),
    ),
  );
}

/** The pinned messages of a chat, the primary one on top. */
export function pinBoard(app: App, pins: readonly ChatPin[], now: number): View | false {
  if (pins.length === 0) return false;
  return element(
    'section',
    { class: 'pins', 'aria-label': 'Pinned messages' },
    element(
      'ol',
      {},
      pins.slice(0, inView).map((each) => pin(app, each, now)),
    ),
    pins.length > inView &&
      element(
        'details',
        { class: 'pins-more' },
        element('summary', {}, `${pins.length - inView} more pinned`),
        element(
          'ol',
          {},
          pins.slice(inView).map((each) => pin(app, each, now)),
        ),
      ),
  );
}
