import type { App } from '../state/app.ts';

/** Opens a chat. */
export function chooseChat(app: App, chatId: string): void {
  app.set({ chatId, chat: undefined, threadId: undefined, thread: undefined, chatInFront: true });
  void app.refresh.now(['state']);
}

/** Opens a thread beside its chat. */
export function chooseThread(app: App, threadId: string): void {
  app.set({ threadId, thread: undefined });
  void app.refresh.now(['state']);
}

export function closeThread(app: App): void {
  app.set({ threadId: undefined, thread: undefined });
}

/** Looks at the workspace, and at the limits, as another user. */
export function chooseUser(app: App, userId: string): void {
  app.set({
    userId,
    chatId: undefined,
    chat: undefined,
    threadId: undefined,
    thread: undefined,
    limits: undefined,
  });
  void app.refresh.now(['state', 'limits', 'tokens']);
}

export function chooseNetwork(app: App, network: string): void {
  app.set({ network, chatId: undefined, chat: undefined, threadId: undefined, thread: undefined });
  void app.refresh.now(['state']);
}
