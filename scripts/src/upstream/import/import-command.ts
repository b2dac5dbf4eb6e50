import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument } from '../read/read-document.ts';
import { UnreadableDocument } from '../read/upstream-document.ts';
import { checkDraft } from './check-draft.ts';
import { DraftLines } from './draft-lines.ts';
import { extendCommon } from './extend-common.ts';
import { makeDraft } from './make-draft.ts';
import { wrongModuleName } from './module-name.ts';
import type { NumberedQuestion } from './questions.ts';
import { readKnownSpecs } from './read-known-specs.ts';
import { registerModule, withApi } from './register-module.ts';
import { questionsFile, renderQuestions } from './render-questions.ts';
import { writeFiles } from './write-files.ts';
import { writeYaml } from './write-yaml.ts';

export interface ImportOptions {
  /** The document of upstream. */
  file: string;
  /** The module that it becomes. */
  as: string;
  root: string;
  /** Says what would be written, and writes nothing. */
  dryRun?: boolean;
  /** Replaces a spec that is there. */
  force?: boolean;
  print: (line: string) => void;
}

/** Places of a question that are printed; the file of questions has all. */
const mostPlaces = 5;

/** `pnpm upstream import`: a cleaned draft of a spec, and what a person must decide. Returns the exit code. */
export async function importCommand(options: ImportOptions): Promise<number> {
  const { file, as: module, root, print } = options;
  const known = await readKnownSpecs(root, module);
  const wrong = await wrongModuleName(root, module, [...known.modules.keys()]);
  if (wrong !== undefined) return refuse(print, wrong);
  const spec = `specs/${module}.yaml`;
  if (!options.force && (await isThere(join(root, spec))))
    return refuse(
      print,
      `${spec} is there already. Give another name with --as, or --force to replace it and all that was decided in it.`,
    );

  let draft: ReturnType<typeof makeDraft>;
  try {
    draft = makeDraft(await readDocument(file), module, known);
  } catch (error) {
    if (error instanceof UnreadableDocument) return refuse(print, error.message);
    throw error;
  }
  if (draft.operations === 0)
    return refuse(
      print,
      `${file}: there is no operation in it that could be imported. Look under \`paths\`.`,
    );
  return finish(options, draft);
}

async function finish(options: ImportOptions, draft: ReturnType<typeof makeDraft>): Promise<number> {
  const { as: module, root, print } = options;
  const spec = `specs/${module}.yaml`;
  const text = writeYaml(draft.document);
  const common = extendCommon(await readFile(join(root, 'specs/common.yaml'), 'utf8'), draft);
  const redocly = withApi(await readFile(join(root, 'redocly.yaml'), 'utf8'), module);
  const files = new Map([
    [spec, text],
    ['specs/common.yaml', common.text],
  ]);
  const findings = await checkDraft(root, module, new Map([...files, ['redocly.yaml', redocly]]));
  const lines = new DraftLines(text, draft.document);
  if (common.scopes.length > 0)
    draft.questions.ask(
      'common.yaml got new scopes. Say there, in a few words, what each allows.',
      'document',
      undefined,
      common.scopes.join(', '),
    );
  const questions = [
    ...draft.questions.numbered((place) => lines.lineOf(place), draft.lineOf),
    ...findings.map(({ rule, message, pointer }) => ({
      number: 0,
      text: `${message} (${rule})`,
      places: [{ line: lines.lineAt(stepsOf(pointer)), upstreamLine: undefined, note: undefined }],
    })),
  ].map((question, index): NumberedQuestion => ({ ...question, number: index + 1 }));
  const clean = findings.length === 0;
  if (clean) for (const [path, content] of await registerModule(root, module)) files.set(path, content);
  files.set(`specs/${module}.questions.md`, questionsFile(module, questions));

  const written = options.dryRun ? [] : await writeFiles(root, files);
  print(
    `${draft.operations} operations of ${options.file} as module ${module}${options.dryRun ? ' (dry run: nothing was written)' : ''}`,
  );
  for (const path of written) print(`  wrote ${path}`);
  print('');
  print('To be decided by a person:');
  for (const line of renderQuestions(questions, spec, mostPlaces)) print(line);
  print('');
  if (clean && options.dryRun) print('The draft passes the linter.');
  else if (clean)
    print(
      `The draft passes the linter. Decide the points above (all of them are in specs/${module}.questions.md), then run \`pnpm generate\`.`,
    );
  else
    print(
      `The linter has ${findings.length} finding${findings.length === 1 ? '' : 's'} (last in the list), so the module is not registered yet. Mend them, add \`${module}: { root: ${spec} }\` to \`apis\` in redocly.yaml and \`./${module}\` to both \`exports\` of packages/types/package.json, then run \`pnpm generate\`.`,
    );
  print('What is left for you then is in AGENTS.md, under "Add a module".');
  return 0;
}

function refuse(print: (line: string) => void, problem: string): number {
  print(problem);
  return 2;
}

async function isThere(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** The steps of a JSON pointer. */
function stepsOf(pointer: string): string[] {
  const steps = pointer.replace(/^#\/?/, '').split('/');
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
