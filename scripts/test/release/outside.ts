import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { integrityOf } from '../../src/release/release-record.ts';
import type { Outcome, Run } from '../../src/release/run.ts';

const done = (stdout: string): Outcome => ({ code: 0, stdout, stderr: '' });
const failed = (stderr: string, stdout = ''): Outcome => ({ code: 1, stdout, stderr });

/** npm's registry and GitHub as npm and gh show them to a release. */
export class Outside {
  npm = '11.16.0';
  /** `name@version` to the integrity that everyone gets. */
  readonly live = new Map<string, string>();
  /** `name@version` to the integrity that waits for approval. */
  readonly staged = new Map<string, string>();
  readonly releases = new Map<string, { isDraft: boolean; args: readonly string[]; notes: string }>();
  /** What was started, in order. */
  readonly ran: string[] = [];
  /** The package at which the network goes away. */
  unreachable: string | undefined;

  readonly run: Run = (program, args) => {
    this.ran.push([program, ...args].join(' '));
    return Promise.resolve(program === 'npm' ? this.#npm(args) : this.#gh(args));
  };

  approveAll(): void {
    for (const [id, integrity] of this.staged) this.live.set(id, integrity);
    this.staged.clear();
  }

  #npm([command = '', ...args]: readonly string[]): Outcome {
    if (command === '--version') return done(`${this.npm}\n`);
    if (command === 'view') return this.#view(args[0] ?? '');
    const file = args[1] ?? '';
    const id = /^([a-z]+-[a-z]+|cliqkit)-(\d.*)\.tgz$/.exec(basename(file));
    const name = id?.[1] === 'cliqkit' ? 'cliqkit' : `@${id?.[1]?.replace('-', '/')}`;
    return this.#stage(`${name}@${id?.[2]}`, file);
  }

  #view(id: string): Outcome {
    if (this.unreachable !== undefined && id.startsWith(this.unreachable))
      return failed('npm error code ETIMEDOUT', '{"error":{"code":"ETIMEDOUT"}}');
    const integrity = this.live.get(id);
    return integrity === undefined
      ? failed('', '{"error":{"code":"E404"}}')
      : done(JSON.stringify(integrity));
  }

  #stage(id: string, file: string): Outcome {
    if (this.staged.has(id))
      return failed(
        `npm error code E409\nnpm error 409 Conflict - Cannot publish over previously staged version`,
      );
    this.staged.set(id, integrityOf(readFileSync(file)));
    return done(`+ ${id} (staged with id 0a1b2c3d-0000-4000-8000-00000000000${this.staged.size})\n`);
  }

  #gh(args: readonly string[]): Outcome {
    const [, command, tag = ''] = args;
    if (command === 'list')
      return done(JSON.stringify([...this.releases].map(([tagName, { isDraft }]) => ({ tagName, isDraft }))));
    if (command === 'delete') this.releases.delete(tag);
    if (command === 'create') {
      const notes = readFileSync(args[args.indexOf('--notes-file') + 1] ?? '', 'utf8');
      this.releases.set(tag, { isDraft: false, args, notes });
    }
    return done('');
  }
}
