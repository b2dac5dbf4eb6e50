import type { FakeClock } from '../../../core/test/fake-clock.ts';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { keysFor } from '../../src/keys.ts';
import { redisTokens } from '../../src/tokens/redis-tokens.ts';

/** What a script was run with. */
export interface Sent {
  readonly name: string;
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

/** A store whose server answers as a test says, and whose time passes when it says so. */
export interface Scripted {
  readonly store: ReturnType<typeof redisTokens>;
  readonly clock: FakeClock;
  readonly sent: readonly Sent[];
  /** The names of what was sent since the last look. */
  latest(): string[];
  /** Delivers a message about a key. */
  wake(about: string): void;
  /** About what messages are listened for. */
  listened(): string[];
}

export const account = '0123456789abcdef0123456789abcdef';
export const turnKey: string = keysFor('test', false).turn(account);
export const timeoutMs = 3_000;
export const turnMs = 30_000;

export function scripted(
  answer: (sent: Sent, clock: FakeClock) => unknown,
  { random = () => 0.5, hears = true }: { random?: () => number; hears?: boolean } = {},
): Scripted {
  const clock = fakeClock();
  const sent: Sent[] = [];
  let seen = 0;
  const listeners = new Map<() => void, string>();
  const store = redisTokens({
    scripts: {
      async run({ name }, keys, args) {
        const each = { name, keys, args };
        sent.push(each);
        return answer(each, clock);
      },
    },
    signals: {
      id: 'me',
      on(about, wake) {
        const own = (): void => wake();
        listeners.set(own, about);
        if (hears) queueMicrotask(own);
        return () => void listeners.delete(own);
      },
    },
    keys: keysFor('test', false),
    prefix: 'test',
    timeoutMs,
    turnMs,
    clock,
    random,
  });
  return {
    store,
    clock,
    sent,
    latest() {
      const names = sent.slice(seen).map(({ name }) => name);
      seen = sent.length;
      return names;
    },
    wake(about) {
      for (const [listener, of] of [...listeners]) if (of === about) listener();
    },
    listened: () => [...listeners.values()],
  };
}

/** Lets everything happen that waits for neither time nor a server. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A run that goes on until it is told to end. */
export function openRun(): { run: () => Promise<string>; end(): void; readonly begun: boolean } {
  let begun = false;
  let end = (): void => undefined;
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    run: async () => {
      begun = true;
      await ending;
      return 'done';
    },
    end: () => end(),
    get begun() {
      return begun;
    },
  };
}
