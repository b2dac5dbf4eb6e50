import { parseArgs } from 'node:util';
import type { Figure, Row, Scale } from './figure.ts';
import { table } from './table.ts';

export interface Program {
  /** What people type. */
  readonly command: string;
  readonly figures: readonly Figure[];
}

/** Measures what the command line asks for and prints it as a table. The process ends with 1 when something does not hold. */
export async function runProgram(program: Program): Promise<void> {
  try {
    const wishes = readWishes(program);
    if (wishes.help) return console.log(usageOf(program));
    const rows = await measure(wishes);
    console.log(table(rows));
    process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

interface Wishes extends Pick<Scale, 'seeds' | 'seed' | 'quick'> {
  readonly figures: readonly Figure[];
  readonly help: boolean;
}

function usageOf({ command, figures }: Program): string {
  return `${command} [name …] [--seeds N] [--seed N] [--quick]

Measures what must hold and prints it as a table; ends with 1 when something does not hold.

  name      one or more of ${figures.map(({ name }) => name).join(', ')}; default: all
  --seeds   how many seeds, where a figure goes by seeds
  --seed    one seed alone, to see again what a run has found
  --quick   a taste of everything, in seconds instead of minutes`;
}

function readWishes(program: Program): Wishes {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const numberIn = (text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    if (!/^\d+$/.test(text)) throw new Error(`${text} is not a number.\n\n${usageOf(program)}`);
    return Number(text);
  };
  const { figures } = program;
  const unknown = positionals.filter((name) => !figures.some((figure) => figure.name === name));
  if (unknown.length > 0) throw new Error(`there is no figure ${unknown.join(', ')}.\n\n${usageOf(program)}`);
  return {
    figures: positionals.length === 0 ? figures : figures.filter(({ name }) => positionals.includes(name)),
    seeds: numberIn(values.seeds),
    seed: numberIn(values.seed),
    quick: values.quick,
    help: values.help,
  };
}

async function measure({ figures, ...scale }: Wishes): Promise<Row[]> {
  const rows: Row[] = [];
  const isTerminal = process.stderr.isTTY === true;
  const clear = isTerminal ? '\r\x1b[K' : '';
  for (const { name, measure } of figures) {
    const since = performance.now();
    const told = await measure({
      ...scale,
      progress: (done) => isTerminal && process.stderr.write(`${clear}${name}: ${done}`),
      complain: (problem) => process.stderr.write(`${clear}${name}: ${problem}\n`),
    });
    rows.push(...told);
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    process.stderr.write(`${clear}${name}: ${seconds} s\n`);
  }
  return rows;
}
