// pnpm upstream diff|record|import: what to do when Zoho publishes a new document.
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { diffUpstream, readOurSide } from './diff/diff-upstream.ts';
import { moduleNames } from './diff/our-spec.ts';
import { reportAsMarkdown } from './diff/report.ts';
import { readDocument } from './read/read-document.ts';
import { UnreadableDocument } from './read/upstream-document.ts';
import { recordFile, writeRecord } from './record.ts';

const help = `Usage:
  pnpm upstream diff <file> --module <name> [--json]   what a document says that our spec does not, and the reverse
  pnpm upstream record <file> --module <name>          keep its facts as reviewed, once no difference is left unexplained
  pnpm upstream import <file> --as <name>              a draft of a spec from it; --dry-run writes nothing, --force replaces a spec

<file> is an OpenAPI document as Zoho publishes it, YAML or JSON.
Exit code: 0 nothing to do, 1 there is drift (diff) or a reason to refuse (record), 2 wrong usage or an input that cannot be read.
`;

/** Where the project is, and where to write. Paths of the user count from the working directory. */
export interface Surroundings {
  root: string;
  out(text: string): void;
  err(text: string): void;
}

/** Wrong usage: the message says what is right. */
class UsageError extends Error {}

/** Runs a command line and returns its exit code. Problems of the input or the usage end in a message and 2. */
export async function runUpstream(args: string[], around: Surroundings): Promise<number> {
  try {
    return await run(args, around);
  } catch (error) {
    if (error instanceof UnreadableDocument) {
      around.err(`${error.message}\n`);
      return 2;
    }
    if (error instanceof UsageError) {
      around.err(`${error.message}\n\n${help}`);
      return 2;
    }
    throw error;
  }
}

async function run(args: string[], around: Surroundings): Promise<number> {
  const { command, file, options } = readArgs(args);
  if (options.help) {
    around.out(help);
    return 0;
  }
  if (!['diff', 'record', 'import'].includes(command ?? ''))
    throw new UsageError(command === undefined ? 'Say what to do.' : `There is no command \`${command}\`.`);
  if (file === undefined) throw new UsageError(`\`${command}\` needs the file of a document.`);
  // A file that is not there is the reader's to report.
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > 1_000_000) around.err(`${file} has ${Math.round(size / 1e6)} MB: this can take a minute.\n`);
  if (command === 'import') {
    if (options.as === undefined)
      throw new UsageError('`import` needs `--as <name>`, the name of the new module.');
    const { importCommand } = await import('./import/import-command.ts');
    const lines: string[] = [];
    const code = await importCommand({
      file,
      as: options.as,
      root: around.root,
      dryRun: options['dry-run'] ?? false,
      force: options.force ?? false,
      print: (line) => lines.push(line),
    });
    (code === 2 ? around.err : around.out)(`${lines.join('\n')}\n`);
    return code;
  }
  const module = await moduleIn(around.root, options.module);
  const document = await readDocument(file);
  const { report, unexplained, upstream } = diffUpstream(await readOurSide(around.root, module), document);
  if (command === 'diff') {
    around.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : reportAsMarkdown(report));
    return report.drifts.length > 0 ? 1 : 0;
  }
  if (unexplained.length > 0) {
    const lines = unexplained.map(({ text, edit }) => `  ${text} (${edit.file}:${edit.line})\n`);
    const count = unexplained.length === 1 ? 'one difference is' : `${unexplained.length} differences are`;
    around.err(
      `Not recorded: ${count} not explained. Follow upstream in specs/, or add a deviation that covers it.\n${lines.join('')}`,
    );
    return 1;
  }
  await writeRecord(around.root, module, upstream);
  around.out(`${recordFile(module)} has the facts of ${file} now.\n`);
  return 0;
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        module: { type: 'string' },
        as: { type: 'string' },
        json: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        force: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [command, file, more] = positionals;
    if (more !== undefined) throw new UsageError(`One file at a time: \`${more}\` is one too many.`);
    return { command, file, options: values };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

async function moduleIn(root: string, name: string | undefined): Promise<string> {
  const known = await moduleNames(root);
  if (name === undefined) throw new UsageError(`Say which module with \`--module\`: ${known.join(', ')}.`);
  if (!known.includes(name))
    throw new UsageError(`There is no module \`${name}\`; there are ${known.join(', ')}.`);
  return name;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // pnpm runs this in scripts/; what the user typed counts from where the user is.
  process.chdir(process.env['INIT_CWD'] ?? process.cwd());
  process.exitCode = await runUpstream(process.argv.slice(2), {
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
