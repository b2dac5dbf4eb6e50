import { emulatorTime } from '../clock/emulator-time.ts';
import type { App } from '../state/app.ts';
import { emptyState } from '../view/controls.ts';
import type { Child } from '../view/element.ts';
import { element } from '../view/element.ts';
import { chatPane } from './chat-pane.ts';
import { sideBar } from './side-bar.ts';
import { threadPane } from './thread-pane.ts';

/** Cliq as the chosen user sees it. */
export function workspacePanel(app: App): Child {
  const { chat, clock, workspace, chatInFront, threadId } = app.page();
  const now = clock === undefined ? 0 : emulatorTime(clock);
  const inFront = threadId !== undefined ? 'thread' : chatInFront ? 'chat' : 'side';
  return [
    element('h1', { class: 'unseen' }, 'Workspace'),
    element(
      'div',
      { class: 'workspace', 'data-state': inFront },
      sideBar(app),
      chat === undefined
        ? element(
            'section',
            { key: 'none', class: 'chat none' },
            workspace !== undefined &&
              emptyState('workspace', 'No chat chosen', element('p', {}, 'Choose one in the side bar.')),
          )
        : [chatPane(app, chat, now), threadPane(app, chat, now)],
    ),
  ];
}
