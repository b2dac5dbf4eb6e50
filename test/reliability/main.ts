import { parseArgs } from 'node:util';
import type { Figure, Row, Scale } from './figure.ts';
import { figures } from './figures.ts';
import { table } from './table.ts';

const usage = `pnpm reliability [name …] [--seeds N] [--seed N] [--quick]

Measures what must hold and prints it as a table; ends with 1 when something does not hold.

  name      one or more of ${figures.map(({ name }) => name).join(', ')}; default: all
  --seeds   how many seeds, where a figure goes by seeds
  --seed    one seed alone, to see again what a run has found
  --quick   a taste of everything, in seconds instead of minutes`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function wanted(): readonly Figure[] {
  const unknown = positionals.filter((name) => !figures.some((figure) => figure.name === name));
  if (unknown.length > 0) throw new Error(`there is no figure ${unknown.join(', ')}.\n\n${usage}`);
  return positionals.length === 0 ? figures : figures.filter(({ name }) => positionals.includes(name));
}

function numberIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`${text} is not a number.\n\n${usage}`);
  return Number(text);
}

async function measure(): Promise<Row[]> {
  const rows: Row[] = [];
  const isTerminal = process.stderr.isTTY === true;
  for (const { name, measure } of wanted()) {
    const since = performance.now();
    const scale: Scale = {
      seeds: numberIn(values.seeds),
      seed: numberIn(values.seed),
      quick: values.quick,
      progress: (done) => isTerminal && process.stderr.write(`\r\x1b[K${name}: ${done}`),
      complain: (problem) => process.stderr.write(`${isTerminal ? '\r\x1b[K' : ''}${name}: ${problem}\n`),
    };
    rows.push(...(await measure(scale)));
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    process.stderr.write(`${isTerminal ? '\r\x1b[K' : ''}${name}: ${seconds} s\n`);
  }
  return rows;
}

try {
  if (values.help) console.log(usage);
  else {
    const rows = await measure();
    console.log(table(rows));
    process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
