import { checkSound } from './check-sound.ts';
import type { Problems } from './problems.ts';
import { createProblems } from './problems.ts';
import { addSchemaProblems } from './schema-problems.ts';
import type { Seed } from './seed.ts';
import type { SeedStrictness } from './seed-schema.ts';
import { seedValidator } from './seed-schema.ts';
import { seedValue } from './seed-value.ts';
import { deepest } from './source-node.ts';
import { readSourceTree } from './source-tree.ts';

const mostBytes = 16_777_216;
/** A seed with more values is told its first mistake alone. */
const manyValues = 20_000;

/** How many values there are in a value, as far as `most`. */
function countValues(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 1;
  for (const inner of Object.values(value)) {
    if (count > most) break;
    count += countValues(inner, most - count);
  }
  return count;
}

/** Whether a value holds others in it, these still others, and so on for so many levels. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** The seed that a value is, its gaps filled in; nothing, and problems, when it is none. */
function seedOf(
  value: unknown,
  problems: Problems,
  strictness: SeedStrictness = 'published',
): Seed | undefined {
  const report = countValues(value, manyValues) > manyValues ? 'first' : 'all';
  const validate = seedValidator(report, strictness);
  if (!validate(value)) {
    addSchemaProblems(validate.errors ?? [], problems);
    return undefined;
  }
  const { $schema: _, ...seed } = value;
  checkSound(seed, problems);
  return seed;
}

/**
 * Reads a seed from YAML or JSON. Lists and settings that the schema has defaults for may be left out. Ids need no quotes:
 * what the schema wants as text stays as it was written, digit for digit.
 *
 * @param text - At most 16 MiB. No anchors, aliases or tags, no key twice.
 * @param name - What messages call it, such as the name of the file.
 * @throws TypeError that names up to ten problems, each with its line, its JSON pointer, and what would be
 * right; of a seed with more than 20,000 values, the first mistake in its shape.
 * @example
 * const seed = readSeed(`
 * name: my-team
 * users:
 *   - { id: 855727961, name: Ana Duarte, email: ana@example.com }
 * chats:
 *   - id: CT_2242125513190139257_855711548
 *     type: group_chat
 *     members: [855727961]
 *     messages:
 *       - { id: 1773894772896_12958180473, senderId: 855727961, text: Hello }
 * `);
 * const emulator = await createEmulator({ seed });
 */
export function readSeed(text: string, name = 'seed'): Seed {
  const what = `the seed in ${name}`;
  const problems = createProblems();
  if (Buffer.byteLength(text) > mostBytes) problems.add('', 'it is longer than 16 MiB');
  problems.throwIfAny(what);
  const tree = readSourceTree(text, problems);
  if (tree.root === undefined && problems.count() === 0)
    problems.add('', 'it is empty; name and users are needed');
  problems.throwIfAny(what, tree.lineOf);
  const seed = tree.root === undefined ? undefined : seedOf(seedValue(tree.root, problems), problems);
  problems.throwIfAny(what, tree.lineOf);
  if (seed === undefined) throw new TypeError(`@cliqkit/emulator: ${what} is none`);
  return seed;
}

/**
 * The seed that a value from elsewhere is, its gaps filled in.
 *
 * @throws TypeError that names up to ten problems, each with its JSON pointer, and what would be right.
 */
export function checkSeed(value: unknown, strictness: SeedStrictness = 'published'): Seed {
  const problems = createProblems();
  if (isDeeper(value, deepest)) problems.add('', `it nests deeper than ${deepest} levels`);
  const seed = problems.count() === 0 ? seedOf(structuredClone(value), problems, strictness) : undefined;
  problems.throwIfAny('the seed');
  if (seed === undefined) throw new TypeError('@cliqkit/emulator: the seed is none');
  return seed;
}
