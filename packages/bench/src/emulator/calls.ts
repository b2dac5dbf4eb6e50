import { demo } from '@cliqkit/emulator';

/** A call that a load generator makes over and over. */
export interface LoadCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: () => string;
}

/** Reads the folders of the demo workspace: the token, the limit and the query are checked, nothing is written. */
export const list: LoadCall = { method: 'GET', path: '/pin-categories' };

let written = 0;

/** Pins a message until another moment each time: a body is read and validated, and the workspace is changed. */
export const write: LoadCall = {
  method: 'POST',
  path: `/chats/${demo.channels.launch.chatId}/pin-messages`,
  body() {
    written += 1;
    const expiry_time = Date.UTC(2100, 0) + written * 1000;
    return JSON.stringify({ message_id: demo.messages.kickoff, expiry_time, notify: false });
  },
};
