import type { Command } from './define-command.ts';

interface CommandEntry {
  /** One line of `--help`. */
  readonly summary: string;
  /** A command is loaded when it is asked for, so that start-up stays quick. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** All commands, in the order of `--help`. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map([
  [
    'start',
    { summary: 'start an emulator, and run until Ctrl-C', load: () => import('./commands/start.ts') },
  ],
  [
    'exec',
    { summary: 'run a command against an emulator of its own', load: () => import('./commands/exec.ts') },
  ],
  ['env', { summary: 'print the variables that a client needs', load: () => import('./commands/env.ts') }],
  [
    'state',
    {
      summary: 'show the side bar of a user; save and load snapshots',
      load: () => import('./commands/state.ts'),
    },
  ],
  ['seed', { summary: 'start anew from a file or a scenario', load: () => import('./commands/seed.ts') }],
  [
    'reset',
    { summary: 'go back to the start, wholly or in parts', load: () => import('./commands/reset.ts') },
  ],
  [
    'clock',
    {
      summary: 'show the clock, advance it, freeze it, let it run',
      load: () => import('./commands/clock.ts'),
    },
  ],
  [
    'faults',
    { summary: 'list faults, add them, take them back', load: () => import('./commands/faults.ts') },
  ],
  [
    'quirks',
    { summary: 'show and set what is unknown about the service', load: () => import('./commands/quirks.ts') },
  ],
  ['limits', { summary: 'show how much of each limit is used', load: () => import('./commands/limits.ts') }],
  [
    'journal',
    {
      summary: 'list what has arrived, follow it, save it as HAR',
      load: () => import('./commands/journal.ts'),
    },
  ],
  [
    'violations',
    { summary: 'list what clients should not have done', load: () => import('./commands/violations.ts') },
  ],
]);
