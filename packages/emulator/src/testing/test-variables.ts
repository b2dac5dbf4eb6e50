/** Environment variables that are set for a while. */
export interface TestVariables {
  /** Sets them, also those that have been changed since. */
  set(variables: Readonly<Record<string, string>>): void;
  /** Puts everything back that `set` has changed; what was not set before is not set afterwards. */
  restore(): void;
}

export function createTestVariables(env: Record<string, string | undefined>): TestVariables {
  const before = new Map<string, string | undefined>();
  return {
    set(variables) {
      for (const [name, value] of Object.entries(variables)) {
        if (!before.has(name)) before.set(name, env[name]);
        env[name] = value;
      }
    },
    restore() {
      for (const [name, value] of before) {
        // An assignment of `undefined` would set the text "undefined".
        if (value === undefined) delete env[name];
        else env[name] = value;
      }
      before.clear();
    },
  };
}
