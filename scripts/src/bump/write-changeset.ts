import { access, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Level } from '../upstream/diff/drift.ts';
import type { Change } from './change.ts';
import { larger } from './change.ts';
import type { Changeset } from './changeset-file.ts';
import { formatChangeset, isEdited, lineDigest, parseChangeset } from './changeset-file.ts';
import { changeLines, changesetName, headline } from './changeset-text.ts';

/** What is to become of the changeset of `pnpm bump`. */
export interface ChangesetPlan {
  path: string;
  /** The whole file; undefined to delete it. */
  text: string | undefined;
  action: 'write' | 'update' | 'keep' | 'delete';
  /** What a person must look at: lines that they edited, and that no longer hold. */
  warnings: string[];
}

/** All changesets in the working tree, by path. */
export async function readChangesets(root: string): Promise<Map<string, Changeset>> {
  const names = await readdir(join(root, '.changeset')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found = new Map<string, Changeset>();
  for (const name of names.filter((each) => each.endsWith('.md') && each !== 'README.md').sort()) {
    const path = `.changeset/${name}`;
    found.set(path, parseChangeset(path, await readFile(join(root, path), 'utf8')));
  }
  return found;
}

/**
 * Plans one changeset for all changes. `pending` are the changesets since the base: one of them that `pnpm bump` wrote is
 * brought up to date. What a person has edited in it stays: lines are only added, and taken out where they stand as written.
 */
export async function planChangeset(
  root: string,
  changes: Change[],
  levels: Map<string, Level>,
  pending: Map<string, Changeset>,
): Promise<ChangesetPlan | undefined> {
  const own = [...pending].filter(([, { mark }]) => mark !== undefined);
  const [mine, ...others] = own;
  // Branches that were merged bring several: one is kept up to date, the others keep what they say.
  const saidElsewhere = new Set(others.flatMap(([, { mark }]) => mark?.lines ?? []));
  const lines = changeLines(changes).filter((line) => !saidElsewhere.has(lineDigest(line)));
  if (mine === undefined) {
    if (lines.length === 0) return undefined;
    const path = await freePath(root, changesetName(changes));
    return { path, text: fresh(changes, lines, levels), action: 'write', warnings: [] };
  }
  const [path, changeset] = mine;
  if (isEdited(changeset)) return merge(path, changeset, changes, lines, levels);
  if (lines.length === 0) return { path, text: undefined, action: 'delete', warnings: [] };
  const text = fresh(changes, lines, levels);
  const same = text === formatChangeset(changeset, changeset.mark?.lines ?? [], false);
  return { path, text, action: same ? 'keep' : 'update', warnings: [] };
}

/** Does what was planned. */
export async function applyPlan(root: string, { path, text, action }: ChangesetPlan): Promise<void> {
  if (action === 'keep') return;
  if (text === undefined) await rm(join(root, path));
  else await writeFile(join(root, path), text);
}

function fresh(changes: Change[], lines: string[], releases: Map<string, Level>): string {
  const body = `${headline(changes)}\n\n${lines.join('\n')}`;
  return formatChangeset({ releases, body }, lines.map(lineDigest), false);
}

function merge(
  path: string,
  changeset: Changeset,
  changes: Change[],
  lines: string[],
  levels: Map<string, Level>,
): ChangesetPlan {
  const said = changeset.mark?.lines ?? [];
  const wanted = new Set(lines.map(lineDigest));
  const added = lines.filter((line) => !said.includes(lineDigest(line)));
  const gone = said.filter((digest) => !wanted.has(digest));
  const body = changeset.body.split('\n');
  const lost = gone.filter((digest) => !body.some((line) => lineDigest(line) === digest));
  const kept = body.filter((line) => !gone.includes(lineDigest(line)));
  const text = formatChangeset(
    {
      releases: raised(changeset.releases, changes, added, levels),
      body: [
        ...kept.map((line) => (/^Changes of the API: .*\.$/.test(line) ? headline(changes) : line)),
        ...added,
      ].join('\n'),
    },
    lines.map(lineDigest),
    true,
  );
  const unchanged = added.length === 0 && gone.length === 0;
  return {
    path,
    text,
    action: unchanged ? 'keep' : 'update',
    warnings:
      lost.length === 0
        ? []
        : [
            `${path} was edited by hand, and ${lost.length === 1 ? 'a line' : `${lost.length} lines`} in it may no longer hold: compare it with the list above.`,
          ],
  };
}

/** A person may have lowered a level with reason: it is only raised for what was not there when they did. */
function raised(
  given: Map<string, Level>,
  changes: Change[],
  added: string[],
  levels: Map<string, Level>,
): Map<string, Level> {
  const releases = new Map(given);
  const fromAdded = changes.filter((change) => changeLines([change]).some((line) => added.includes(line)));
  for (const name of new Set(fromAdded.flatMap(({ packages }) => [...packages.keys()]))) {
    const level = levels.get(name);
    if (level !== undefined) releases.set(name, larger(releases.get(name), level));
  }
  return releases;
}

async function freePath(root: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = `.changeset/${number === 1 ? name : `${name}-${number}`}.md`;
    const taken = await access(join(root, path)).then(
      () => true,
      () => false,
    );
    if (!taken) return path;
  }
}
