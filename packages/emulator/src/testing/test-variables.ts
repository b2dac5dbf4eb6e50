/** Environment variables that are set for a while. */
export interface TestVariables {
  /** Sets them, also those that have been changed since. */
  set(variables: Readonly<Record<string, string>>): void;
  /** Puts everything back that `set` has changed; what was not set before is not set afterwards. */
  restore(): void;
}

type Env = Record<string, string | undefined>;

/** Who has set what in one environment, the latest last. Whoever ends first need not have begun last. */
interface Layers {
  readonly before: Map<string, string | undefined>;
  readonly open: Map<object, Readonly<Record<string, string>>>;
}

const layersOf = new WeakMap<Env, Layers>();

function layersIn(env: Env): Layers {
  const found = layersOf.get(env) ?? { before: new Map(), open: new Map() };
  layersOf.set(env, found);
  return found;
}

export function createTestVariables(env: Env): TestVariables {
  const { before, open } = layersIn(env);
  const owner = {};

  /** What a variable is without its owner; that nobody has set it any more is forgotten. */
  function valueWithout(name: string): string | undefined {
    const rest = [...open.values()].filter((layer) => Object.hasOwn(layer, name)).at(-1);
    if (rest !== undefined) return rest[name];
    const value = before.get(name);
    before.delete(name);
    return value;
  }

  return {
    set(variables) {
      const mine = { ...open.get(owner), ...variables };
      open.delete(owner);
      open.set(owner, mine);
      for (const [name, value] of Object.entries(variables)) {
        if (!before.has(name)) before.set(name, env[name]);
        env[name] = value;
      }
    },
    restore() {
      const mine = open.get(owner) ?? {};
      open.delete(owner);
      for (const name of Object.keys(mine)) {
        const value = valueWithout(name);
        // An assignment of `undefined` would set the text "undefined".
        if (value === undefined) delete env[name];
        else env[name] = value;
      }
    },
  };
}
