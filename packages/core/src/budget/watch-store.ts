import type { BudgetLimits, BudgetStore, Line } from './budget-store.ts';

export interface WatchOptions {
  readonly key: string;
  readonly limits: BudgetLimits;
  readonly store: BudgetStore;
  warn(message: string): void;
}

/** What a store has to say to a line while it waits. */
export interface Watch {
  /** Begins, unless it has. */
  begin(): void;
  end(): void;
}

/** Lets a store say when it is worth asking sooner, if it can. One that fails at it costs the line that alone. */
export function watchStore({ key, limits, store, warn }: WatchOptions, line: Line, wake: () => void): Watch {
  let stop: (() => void) | undefined;
  const guarded = (run: () => void): void => {
    try {
      run();
    } catch {
      warn(`the store of the rate budgets does not say when a slot of ${key} is free sooner than expected`);
    }
  };
  return {
    begin() {
      if (stop) return;
      let over = false;
      let unwatch: (() => void) | undefined;
      stop = () => {
        over = true;
        unwatch?.();
      };
      guarded(() => {
        unwatch = store.watch?.(key, limits, line, () => {
          if (!over) wake();
        });
      });
    },
    end() {
      const running = stop;
      stop = undefined;
      if (running) guarded(running);
    },
  };
}
