/** Something that is wrong with a document. */
interface Problem {
  /** JSON pointer to it. */
  readonly pointer: string;
  readonly text: string;
}

/** A message with more of them is not read. */
const mostShown = 10;
/** Keys and values in it can be of any length. */
const longestText = 500;

/** Gathers problems, of which the first ones are kept. */
export interface Problems {
  /** @param text - Made only if it is kept. */
  add(pointer: string, text: string | (() => string)): void;
  /** How many there are. */
  count(): number;
  /**
   * Throws a `TypeError` that names them, if there are any.
   *
   * @param what - What they are found in, such as `the seed demo`.
   * @param lineOf - The line that a pointer leads to.
   */
  throwIfAny(what: string, lineOf?: (pointer: string) => number | undefined): void;
}

/** A JSON pointer that leads one step further. */
export function below(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

export function createProblems(): Problems {
  const shown: Problem[] = [];
  let count = 0;
  return {
    add(pointer, text) {
      count += 1;
      if (shown.length >= mostShown) return;
      shown.push({ pointer, text: typeof text === 'string' ? text : text() });
    },
    count: () => count,
    throwIfAny(what, lineOf = () => undefined) {
      if (count === 0) return;
      const lines = shown.map(({ pointer, text }) => {
        const line = pointer === '' ? undefined : lineOf(pointer);
        const where = [
          ...(line === undefined ? [] : [`line ${line}`]),
          ...(pointer === '' ? [] : [cut(pointer)]),
        ];
        return `- ${[where.join(', '), cut(text)].filter((part) => part !== '').join(': ')}`;
      });
      const more = count > mostShown ? [`- and ${count - mostShown} more`] : [];
      const problems = count === 1 ? 'a problem' : `${count} problems`;
      throw new TypeError([`@cliqkit/emulator: ${what} has ${problems}:`, ...lines, ...more].join('\n'));
    },
  };
}
