import type { AdminClient } from '../admin/admin-client.ts';
import { RefusedError } from '../admin/admin-client.ts';
import { forgetAdminToken } from '../admin/admin-token.ts';
import type { Topic } from './loads.ts';
import type { PanelName } from './page.ts';
import type { Refresher } from './refresher.ts';
import { createRefresher, topicsOn } from './refresher.ts';
import type { Store } from './store.ts';

/** What the parts of the page can do. */
export interface App extends Pick<Store, 'page' | 'set' | 'redraw' | 'drawNow'> {
  readonly refresh: Refresher;
  /** Says what was done, in a corner, for a few seconds. */
  say(text: string, failed?: boolean): void;
  /** Does something with the emulator, then reads what that changes. What goes wrong is said. */
  act(work: (admin: AdminClient) => Promise<unknown>, changes?: readonly Topic[], done?: string): void;
  /** Tells what went wrong with something that nobody has asked for just now. */
  fail(error: unknown): void;
  /** Puts a text on the clipboard. */
  copy(text: string, what: string): void;
  open(panel: PanelName): void;
  /** The token is wrong, or none is there: asks for it. */
  askForToken(why: string): void;
}

const noticeMs = 4_000;
const failureMs = 10_000;

export function createApp(store: Store): App {
  let notices = 0;

  function say(text: string, failed = false): void {
    notices += 1;
    const id = notices;
    // The same word twice is one word.
    const others = store.page().notices.filter((notice) => notice.text !== text);
    store.set({ notices: [...others, { id, text, failed }].slice(-4) });
    setTimeout(
      () => store.set({ notices: store.page().notices.filter((notice) => notice.id !== id) }),
      failed ? failureMs : noticeMs,
    );
  }

  function askForToken(why: string): void {
    forgetAdminToken();
    store.set({ admin: undefined, asksForToken: why });
  }

  function failed(error: unknown): void {
    if (error instanceof RefusedError && error.status === 401) {
      askForToken('The emulator has started anew, or the token is not right.');
    } else if (error instanceof TypeError) {
      // What `fetch` says of a network is of no help. The state of the line shows that it is away.
      if (store.page().line === 'live') say('The emulator did not answer.', true);
    } else {
      say(error instanceof Error ? error.message : String(error), true);
    }
  }

  const refresh = createRefresher(store, failed);
  return {
    page: store.page,
    set: store.set,
    redraw: store.redraw,
    drawNow: store.drawNow,
    refresh,
    say,
    fail: failed,
    askForToken,
    act(work, changes = [], done) {
      const { admin } = store.page();
      if (admin === undefined) return;
      Promise.resolve()
        .then(() => work(admin))
        .then(async () => {
          if (done !== undefined) say(done);
          await refresh.now(changes);
        })
        .catch(failed);
    },
    copy(text, what) {
      navigator.clipboard.writeText(text).then(
        () => say(`${what} copied`),
        () => say('The browser keeps its clipboard to itself; select the text and copy it.', true),
      );
    },
    open(panel) {
      if (store.page().panel === panel) return;
      history.replaceState(null, '', `#${panel}`);
      store.set({ panel });
      void refresh.now(topicsOn(panel));
    },
  };
}
