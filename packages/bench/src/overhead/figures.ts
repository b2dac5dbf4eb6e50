import type { Figure } from '../frame/benchmark.ts';
import { spreadOf } from '../frame/spread.ts';
import { rawFetch } from './peers/bare.ts';
import { peers } from './peers/peers.ts';
import type { Outcome, Round } from './plan.ts';

const mostAddedUs = 40;
const mostTimesFetch = 1.2;

/** Those of cliqkit that have a target; over undici is what a user may choose. */
const ours = 'cliqkit';

type Target = NonNullable<Figure['target']>;

interface Column {
  readonly name: string;
  readonly unit: string;
  of(round: Round, raw: Round): number;
  readonly target?: Target | undefined;
}

const always: readonly Column[] = [
  { name: 'median', unit: 'us', of: ({ medianUs }) => medianUs },
  { name: 'p99', unit: 'us', of: ({ p99Us }) => p99Us },
  { name: 'calls/s', unit: '/s', of: ({ perSecond }) => perSecond },
  { name: 'calls/s, 64 at once', unit: '/s', of: ({ perSecondAt64 }) => perSecondAt64 },
];

const cpu: Column = { name: 'CPU', unit: 'us/call', of: ({ cpuUs }) => cpuUs };

export function loopbackFigures(table: string, outcomes: readonly Outcome[]): readonly Figure[] {
  return figuresOf(table, outcomes, [
    {
      name: 'x raw fetch',
      unit: 'x',
      of: (round, raw) => round.p10Us / raw.p10Us,
      target: { atMost: mostTimesFetch },
    },
    { name: 'p10', unit: 'us', of: ({ p10Us }) => p10Us },
    ...always,
    cpu,
  ]);
}

export function stubFigures(table: string, outcomes: readonly Outcome[]): readonly Figure[] {
  const added: Column = {
    name: 'added, p10',
    unit: 'us',
    of: (round, raw) => round.p10Us - raw.p10Us,
    target: { atMost: mostAddedUs },
  };
  const lessThanPeers = { ...cpu, target: { atMost: leastCpuOfPeers(outcomes) } };
  return figuresOf(table, outcomes, [added, ...always, lessThanPeers]);
}

/** Of the peers that sign in, repeat and keep within limits as cliqkit does. */
function leastCpuOfPeers(outcomes: readonly Outcome[]): number {
  const rivals = peers.filter(({ name, protects }) => protects && !name.startsWith(ours));
  const each = outcomes
    .filter(({ peer }) => rivals.some(({ name }) => name === peer))
    .map(({ rounds }) => spreadOf(rounds.map(({ cpuUs }) => cpuUs)).median);
  return Math.min(...each);
}

function figuresOf(
  table: string,
  outcomes: readonly Outcome[],
  columns: readonly Column[],
): readonly Figure[] {
  const raw = outcomes.find(({ peer }) => peer === rawFetch.name)?.rounds ?? [];
  return outcomes.flatMap(({ peer, rounds }) =>
    columns
      .filter(({ name }) => peer !== rawFetch.name || !name.startsWith('added'))
      .map(({ name, unit, of, target }) => ({
        name,
        unit,
        // A peer that makes fewer rounds makes the first ones.
        values: rounds.flatMap((round, index) => (raw[index] ? [of(round, raw[index])] : [])),
        cell: { table, row: peer },
        ...(peer === ours && target ? { target } : {}),
      })),
  );
}

export function byteFigures(table: string, outcomes: readonly Outcome[]): readonly Figure[] {
  return outcomes.map(({ peer, bytes }) => ({
    name: 'allocated',
    unit: 'kB/call',
    values: bytes.map((value) => value / 1000),
    cell: { table, row: peer },
  }));
}
