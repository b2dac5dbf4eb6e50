import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../release/run.ts';
import { fetchDocument } from './fetch-document.ts';

export interface Watched {
  readonly module: string;
  /** Where the document is published; undefined where nobody has said. */
  readonly address: string | undefined;
}

export interface Sighting {
  /** At least one document says something else than ours. */
  readonly drift: boolean;
  /** What could not be compared, and why. */
  readonly problems: readonly string[];
}

export interface Surroundings {
  readonly root: string;
  /** Where documents and report go. */
  readonly folder: string;
  readonly run: Run;
  readonly fetch?: typeof globalThis.fetch;
}

/** The pull request has to stay readable, and GitHub shows no longer file. */
const longestReport = 400_000;

/** Fetches each document, compares it with `specs/`, and writes `report.md`. One that fails does not keep the others from it. */
export async function watch(modules: readonly Watched[], surroundings: Surroundings): Promise<Sighting> {
  mkdirSync(surroundings.folder, { recursive: true });
  const problems: string[] = [];
  const sections: string[] = [];
  for (const watched of modules) {
    try {
      const section = await compare(watched, surroundings);
      if (section !== undefined) sections.push(section);
    } catch (error) {
      problems.push(`${watched.module}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  writeFileSync(join(surroundings.folder, 'report.md'), report(sections));
  return { drift: sections.length > 0, problems };
}

/** The part of the report about one document; undefined where nothing differs. */
async function compare(
  { module, address }: Watched,
  { root, folder, run, fetch }: Surroundings,
): Promise<string | undefined> {
  if (address === undefined || address === '')
    throw new Error(
      `no address. Set the repository variable UPSTREAM_${module.toUpperCase()}_URL (Settings, Secrets and variables, Actions).`,
    );
  const file = join(folder, `${module}.yaml`);
  writeFileSync(file, await fetchDocument(address, fetch));
  const args = ['--silent', 'run', 'upstream', 'diff', file, '--module', module];
  const { code, stdout, stderr } = await run('pnpm', args, { cwd: root });
  if (code === 0) return undefined;
  if (code === 1 && stdout.trim() !== '') return `# ${module}\n\n${stdout.trim()}`;
  throw new Error(`pnpm upstream diff ended with ${code}.\n${stdout}${stderr}`.trimEnd());
}

function report(sections: readonly string[]): string {
  if (sections.length === 0) return 'Nothing differs.\n';
  const text = `${sections.join('\n\n')}\n`;
  if (text.length <= longestReport) return text;
  return `${text.slice(0, longestReport)}\n\nThe rest is left out: run \`pnpm upstream diff\` on the document.\n`;
}
