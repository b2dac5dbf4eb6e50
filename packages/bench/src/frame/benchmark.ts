/** What several runs of one measurement gave. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Of each run. */
  readonly values: readonly number[];
  /** What the median must reach. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
  /** Name of the figure beside which this one stands, as a ratio of their medians. */
  readonly besides?: string;
  /** Where it stands in a table of figures side by side; its name is the column. */
  readonly cell?: { readonly table: string; readonly row: string };
}

export type Flags = Readonly<Record<string, number>>;

/** A picture of one table of figures that stand side by side. */
export interface Plot {
  /** Name of its file, without an ending. Unique over all benchmarks. */
  readonly name: string;
  readonly title: string;
  /** The table, as the figures' `cell` names it. */
  readonly table: string;
  /** Its columns that are drawn: one bar of each row, or one line each. All have one unit. */
  readonly columns: readonly string[];
  /** Bars beside the names of the rows, or lines over rows that are numbers. */
  readonly kind: 'bars' | 'lines';
  /** A column that has to be 0: rows where it is not mean nothing, and are left out. */
  readonly onlyWithout?: string;
  /** Whether the values lie so far apart that the scale is logarithmic. */
  readonly log?: boolean;
}

/** One benchmark: measures something several times. */
export interface Benchmark {
  /** What it is chosen by, as in `bench emulator`: the beginning is enough. */
  readonly name: string;
  /** What is done, in one sentence. */
  readonly about: string;
  /** How it is done and what it does not say, for the page; Markdown, one line a paragraph. */
  readonly method?: readonly string[];
  /** Numbers that can be given on the command line as `--name 8`, and what they are when they are not. */
  readonly flags?: Flags;
  /** Other values of the flags for `--quick`, with which it takes some seconds. Without it, it is left out there. */
  readonly quick?: Flags;
  readonly plots?: readonly Plot[];
  /** A program that it cannot do without. Such a one runs only when it is named. */
  readonly needs?: string;
  run(flags: Flags): Promise<readonly Figure[]>;
}
