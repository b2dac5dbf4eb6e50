import type { Topic } from './loads.ts';
import { loads } from './loads.ts';
import type { Page } from './page.ts';
import type { Store } from './store.ts';

/** Asks the emulator anew for what has changed. */
export interface Refresher {
  /** After a moment, so that what changes in a row is asked for once. */
  soon(topics: readonly Topic[]): void;
  /** At once, because the user waits for it. */
  now(topics: readonly Topic[]): Promise<void>;
}

const shownAfterMs = 60;
/** For what stands on another panel and only feeds a number beside its name. */
const hiddenAfterMs = 700;

/** What stands on each panel. */
const topicsOf: Readonly<Record<Page['panel'], readonly Topic[]>> = {
  workspace: ['state'],
  requests: ['violations'],
  limits: ['limits'],
  faults: ['faults'],
  tokens: ['tokens'],
  setup: ['quirks', 'scenarios'],
};

/** These feed the frame of the page: the clock, the numbers in the menu, the names of users. */
const framed: ReadonlySet<Topic> = new Set(['clock', 'info', 'limits', 'faults', 'violations']);

/** What a panel shows, to be loaded when it is opened. */
export function topicsOn(panel: Page['panel']): readonly Topic[] {
  return topicsOf[panel];
}

/** What was chosen. An answer about another choice is of no use any more. */
function choice({ admin, userId, network, chatId, threadId }: Page): unknown[] {
  return [admin, userId, network, chatId, threadId];
}

export function createRefresher(store: Store, onError: (error: unknown) => void): Refresher {
  const timers = new Map<Topic, ReturnType<typeof setTimeout>>();
  const busy = new Map<Topic, Promise<void>>();
  const again = new Set<Topic>();

  async function loadOnce(topic: Topic): Promise<void> {
    const page = store.page();
    if (page.admin === undefined) return;
    const load = loads[topic];
    const change = await load(page.admin, page);
    const before = choice(page);
    if (choice(store.page()).every((value, index) => value === before[index])) store.set(change);
    else again.add(topic);
  }

  async function load(topic: Topic): Promise<void> {
    do {
      again.delete(topic);
      await loadOnce(topic).catch(onError);
    } while (again.has(topic));
    busy.delete(topic);
  }

  function ask(topic: Topic): Promise<void> {
    clearTimeout(timers.get(topic));
    timers.delete(topic);
    const running = busy.get(topic);
    if (running !== undefined) {
      again.add(topic);
      return running;
    }
    const started = load(topic);
    busy.set(topic, started);
    return started;
  }

  return {
    soon(topics) {
      for (const topic of topics) {
        const shown = topicsOf[store.page().panel].includes(topic);
        if (timers.has(topic) || !(shown || framed.has(topic))) continue;
        timers.set(
          topic,
          setTimeout(() => void ask(topic), shown ? shownAfterMs : hiddenAfterMs),
        );
      }
    },
    async now(topics) {
      await Promise.all(topics.map(ask));
    },
  };
}
