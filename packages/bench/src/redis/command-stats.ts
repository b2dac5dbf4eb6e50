/** How often a server was asked to run scripts, and how long they took. */
export interface ScriptStats {
  readonly calls: number;
  /** Microseconds of the server's main thread in all, replies and reading left out. */
  readonly microseconds: number;
}

/** What a client sends to have a script run; what the scripts themselves do is counted apart by Redis. */
const scriptCommands = ['eval', 'evalsha', 'fcall'];
/** What else costs a client a round trip here. */
const otherCommands = [
  'script|load',
  'subscribe',
  'unsubscribe',
  'ssubscribe',
  'sunsubscribe',
  'multi',
  'exec',
];

function statsOf(info: string, commands: readonly string[]): ScriptStats {
  let calls = 0;
  let microseconds = 0;
  for (const line of info.split(/\r?\n/)) {
    const [, command = '', count, usec] = /^cmdstat_(.+):calls=(\d+),usec=(\d+)/.exec(line) ?? [];
    if (!commands.includes(command)) continue;
    calls += Number(count);
    microseconds += Number(usec);
  }
  return { calls, microseconds };
}

/** Of the reply to INFO commandstats. */
export function scriptStats(info: string): ScriptStats {
  return statsOf(info, scriptCommands);
}

/** How many times a client has waited for an answer, by the reply to INFO commandstats. */
export function roundTrips(info: string): number {
  return statsOf(info, [...scriptCommands, ...otherCommands]).calls;
}
