import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { Level } from '../upstream/diff/drift.ts';

/** A changeset: what is released how, and what the changelogs say. */
export interface Changeset {
  releases: Map<string, Level>;
  body: string;
  /** Of those that `pnpm bump` wrote. */
  mark?: Mark;
}

/** What `pnpm bump` has to know of its own changeset, to keep it up to date and a person's edits in it. */
interface Mark {
  /** Digest of the file as it was written, but for the mark. */
  written: string;
  /** Digests of the lines that it speaks of, also of those that a person has put in other words since. */
  lines: string[];
}

/** A changeset cannot be read. */
export class ChangesetError extends Error {}

const markPattern = /^# `pnpm bump` keeps this up to date: ([0-9a-f]{12})((?: [0-9a-f]{8})*)$/m;

/** Reads a changeset as changesets itself does. */
export function parseChangeset(path: string, text: string): Changeset {
  const [, head, body] = text.match(/^\s*---(.*?)\n\s*---(\s*(?:\n.*)?)$/s) ?? [];
  if (head === undefined || body === undefined)
    throw new ChangesetError(`${path} has no front matter between lines of ---. Mend it, or delete it.`);
  const [, written, lines] = head.match(markPattern) ?? [];
  return {
    releases: releasesIn(path, head),
    body: body.trim(),
    ...(written !== undefined && lines !== undefined
      ? { mark: { written, lines: lines.split(' ').filter((each) => each !== '') } }
      : {}),
  };
}

/** Whether a person has changed what `pnpm bump` wrote. */
export function isEdited(changeset: Changeset): boolean {
  return changeset.mark?.written !== digestOf(changeset);
}

/** A changeset with a mark for the lines that it speaks of; `edited` keeps it from being taken for untouched. */
export function formatChangeset(changeset: Changeset, lines: string[], edited: boolean): string {
  const written = edited ? '0'.repeat(12) : digestOf(changeset);
  const mark = ['# `pnpm bump` keeps this up to date:', written, ...lines].join(' ');
  return `---\n${mark}\n${releaseLines(changeset.releases)}\n---\n\n${changeset.body}\n`;
}

/** A short digest of a line. */
export function lineDigest(line: string): string {
  return createHash('sha256').update(line).digest('hex').slice(0, 8);
}

function digestOf({ releases, body }: Changeset): string {
  return createHash('sha256')
    .update(`${releaseLines(releases)}\n${body}`)
    .digest('hex')
    .slice(0, 12);
}

/** As `changeset` writes them, the umbrella first. */
function releaseLines(releases: Map<string, Level>): string {
  const sorted = [...releases].sort(([a], [b]) =>
    isScoped(a) === isScoped(b) ? (a < b ? -1 : 1) : isScoped(a) ? 1 : -1,
  );
  return sorted.map(([name, level]) => `'${name}': ${level}`).join('\n');
}

function isScoped(name: string): boolean {
  return name.startsWith('@');
}

function releasesIn(path: string, head: string): Map<string, Level> {
  let given: unknown;
  try {
    given = parse(head);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ChangesetError(`${path} has front matter that is not YAML: ${reason}`);
  }
  const releases = new Map<string, Level>();
  for (const [name, level] of Object.entries(given ?? {})) {
    if (level === 'major' || level === 'minor' || level === 'patch') releases.set(name, level);
    else if (level !== 'none')
      throw new ChangesetError(`${path} says ${name}: ${String(level)}. Write major, minor, patch or none.`);
  }
  return releases;
}
