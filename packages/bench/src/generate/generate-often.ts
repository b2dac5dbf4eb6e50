// Generates in this process and says how many milliseconds each run took.
// Arguments: how often the first folder after its first run, how many rounds over the others, and the folders.
import { generate } from '../../../../scripts/src/generate.ts';
import { interleave } from '../types/rounds.ts';

const [times = '1', rounds = '1', first = '', ...others] = process.argv.slice(2);

async function time(root: string): Promise<number> {
  const before = performance.now();
  await generate(root);
  return performance.now() - before;
}

const cold = await time(first);
const warm = await interleave([first], Number(times), time);
const grown = await interleave(others, Number(rounds), time);
console.log(JSON.stringify({ cold, warm: warm.get(first), grown: others.map((root) => grown.get(root)) }));
