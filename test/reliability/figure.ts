/** How much of a figure to measure. */
export interface Scale {
  /** How many seeds, where a figure goes by seeds. */
  readonly seeds: number | undefined;
  /** One seed alone, to look at what a longer run has found. */
  readonly seed: number | undefined;
  /** A taste of everything: seconds, not minutes. */
  readonly quick: boolean;
  /** Is told how far it has come. */
  progress(done: string): void;
  /** Is told what is wrong, and how to see it again. */
  complain(problem: string): void;
}

/** One line of the table. */
export interface Row {
  readonly figure: string;
  readonly required: string;
  readonly measured: string;
  readonly holds: boolean;
  /** Facts are the same on every machine; times and sizes are not, and come last. @default false */
  readonly machine?: boolean;
}

/** Something that must hold, and how it is measured. */
export interface Figure {
  /** What `pnpm reliability <name>` calls it. */
  readonly name: string;
  measure(scale: Scale): Promise<Row[]>;
}

/** A row for a number that must not be above another. */
export function atMost(figure: string, most: number, measured: number, unit = ''): Row {
  const text = (value: number): string => `${shown(value)}${unit}`;
  return { figure, required: `<= ${text(most)}`, measured: text(measured), holds: measured <= most };
}

/** A row for a number that must not be below another. */
export function atLeast(figure: string, least: number, measured: number, unit = ''): Row {
  const text = (value: number): string => `${shown(value)}${unit}`;
  return { figure, required: `>= ${text(least)}`, measured: text(measured), holds: measured >= least };
}

/** A row for a number that must be exactly that. */
export function exactly(figure: string, required: number, measured: number, unit = ''): Row {
  const text = (value: number): string => `${shown(value)}${unit}`;
  return { figure, required: text(required), measured: text(measured), holds: measured === required };
}

function shown(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}
