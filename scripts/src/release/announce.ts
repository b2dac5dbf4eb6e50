import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedIntegrity } from './registry.ts';
import type { ReleasedPackage, ReleaseRecord } from './release-record.ts';
import type { Run } from './run.ts';
import { mustRun } from './run.ts';

export interface Announcement {
  readonly root: string;
  /** The folder of the tarballs. */
  readonly folder: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
}

/** The package whose release GitHub shows as the latest. */
const umbrella = 'cliqkit';

/**
 * Makes a tag and a GitHub release for each version, with its tarball, once the registry serves exactly what was packed. What
 * exists already is left alone. Gives the tags that it made.
 */
export async function announce(
  record: ReleaseRecord,
  announcement: Announcement,
  run: Run,
): Promise<readonly string[]> {
  await checkLive(record.packages, run);
  const existing = await releases(announcement, run);
  const made: string[] = [];
  for (const one of record.packages) {
    const tag = `${one.name}@${one.version}`;
    const found = existing.find(({ tagName }) => tagName === tag);
    if (found !== undefined && !found.isDraft) continue;
    // A draft is what an interrupted run leaves behind.
    if (found?.isDraft) await gh(announcement, run, ['release', 'delete', tag, '--yes']);
    await release(one, tag, record.commit, announcement, run);
    made.push(tag);
  }
  return made;
}

async function checkLive(packages: readonly ReleasedPackage[], run: Run): Promise<void> {
  const missing: string[] = [];
  for (const one of packages) {
    const id = `${one.name}@${one.version}`;
    const live = await publishedIntegrity(run, one);
    if (live === undefined) missing.push(id);
    else if (live !== one.integrity)
      throw new Error(
        `${id} is live with other bytes than were packed: ${live} instead of ${one.integrity}. Treat it as an attack: see RELEASING.md.`,
      );
  }
  if (missing.length > 0)
    throw new Error(
      `Not live yet: ${missing.join(', ')}. Approve them on npm, then run this job again; no tag was made.`,
    );
}

async function release(
  one: ReleasedPackage,
  tag: string,
  commit: string,
  announcement: Announcement,
  run: Run,
): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'cliqkit-notes-'));
  try {
    const notes = join(temporary, 'notes.md');
    writeFileSync(notes, notesOf(announcement.root, one));
    await gh(announcement, run, [
      'release',
      'create',
      tag,
      join(announcement.folder, one.file),
      '--target',
      commit,
      '--title',
      tag,
      '--notes-file',
      notes,
      `--latest=${one.name === umbrella}`,
    ]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function releases(
  announcement: Announcement,
  run: Run,
): Promise<readonly { readonly tagName: string; readonly isDraft: boolean }[]> {
  const list = ['release', 'list', '--limit', '1000', '--json', 'tagName,isDraft'];
  // The two fields are asked for by name.
  return JSON.parse(await gh(announcement, run, list)) as { tagName: string; isDraft: boolean }[];
}

function gh({ repository }: Announcement, run: Run, args: readonly string[]): Promise<string> {
  return mustRun(run, 'gh', [...args, '--repo', repository]);
}

function notesOf(root: string, { folder, version, file, sha256 }: ReleasedPackage): string {
  const changes = changesOf(join(root, folder, 'CHANGELOG.md'), version);
  return `${changes}\n\n\`${file}\` is the very file that npm serves. sha256: \`${sha256}\`\n`;
}

/** The part of a changelog under one version. */
function changesOf(path: string, version: string): string {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const section = text.split(/^## /m).find((part) => part.split('\n')[0]?.trim() === version);
  if (section === undefined)
    throw new Error(`${path} has no part "## ${version}". \`pnpm run version\` writes it.`);
  return section.slice(section.indexOf('\n')).trim();
}
