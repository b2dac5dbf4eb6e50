import type { Answered } from './play.ts';

const intents = ['valid', 'nearly', 'hostile'] as const;
const classes = ['2xx', '3xx', '4xx throttled', '4xx', '5xx by fault', '5xx'] as const;

/** How many requests got what kind of reply. */
export interface Tally {
  add(answered: readonly Answered[]): void;
  readonly total: number;
  /** How many replies were of this class; of requests with this intent, or of all. */
  count(kind: (typeof classes)[number], intent?: (typeof intents)[number]): number;
  /** Operations that have succeeded at least once. */
  readonly succeeded: ReadonlySet<string>;
  /** The counts as a table. */
  toString(): string;
}

function classOf({ status, fault, bytes }: Answered): (typeof classes)[number] {
  if (status >= 500) return fault === undefined ? '5xx' : '5xx by fault';
  if (status >= 400) return /rate_limit|request_limit|^429/u.test(bytes) ? '4xx throttled' : '4xx';
  return status >= 300 ? '3xx' : '2xx';
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  const succeeded = new Set<string>();
  const count: Tally['count'] = (kind, intent) =>
    intent === undefined
      ? intents.reduce((sum, each) => sum + count(kind, each), 0)
      : (counts.get(`${intent} ${kind}`) ?? 0);
  return {
    add(answered) {
      for (const one of answered) {
        const key = `${one.step.intent} ${classOf(one)}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        if (one.status < 300 && one.step.intent === 'valid') succeeded.add(one.step.operation ?? 'token');
      }
    },
    get total() {
      return [...counts.values()].reduce((sum, each) => sum + each, 0);
    },
    count,
    succeeded,
    toString() {
      const rows = [
        ['', ...classes, 'all'],
        ...intents.map((intent) => [
          intent,
          ...classes.map((kind) => String(count(kind, intent))),
          String(classes.reduce((sum, kind) => sum + count(kind, intent), 0)),
        ]),
        ['all', ...classes.map((kind) => String(count(kind))), String(this.total)],
      ];
      return rows.map((row) => row.map((cell) => cell.padStart(14)).join('')).join('\n');
    },
  };
}
