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

/** One benchmark: measures something several times. */
export interface Benchmark {
  /** What it is chosen by, as in `bench emulator`: the beginning is enough. */
  readonly name: string;
  /** What is done, in one sentence. */
  readonly about: string;
  /** Numbers that can be given on the command line as `--name 8`, and what they are when they are not. */
  readonly flags?: Flags;
  run(flags: Flags): Promise<readonly Figure[]>;
}
