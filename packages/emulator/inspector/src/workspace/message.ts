import type { Message } from '../admin/admin-types.ts';
import { moment } from '../clock/format-time.ts';
import type { App } from '../state/app.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { messageText } from './message-text.ts';
import { avatar } from './who.ts';

/** Somebody who writes again within this time goes on, and needs no second head. */
const sameBreathMs = 5 * 60_000;

function message(app: App, { id, sender, text, time }: Message, goesOn: boolean, now: number): View {
  return element(
    'li',
    { key: id, class: goesOn ? 'message goes-on' : 'message', 'data-number': id },
    !goesOn && avatar(sender.name),
    element(
      'div',
      { class: 'message-body' },
      !goesOn &&
        element(
          'p',
          { class: 'message-head' },
          element('strong', {}, sender.name),
          element('time', {}, moment(time, now)),
        ),
      element('p', { class: 'message-text' }, messageText(app, text)),
    ),
  );
}

/** Messages, oldest first. */
export function messageList(app: App, messages: readonly Message[], now: number): View {
  return element(
    'ol',
    { class: 'messages' },
    messages.map((each, index) => {
      const before = messages[index - 1];
      const goesOn =
        before !== undefined && before.sender.id === each.sender.id && each.time - before.time < sameBreathMs;
      return message(app, each, goesOn, now);
    }),
  );
}
