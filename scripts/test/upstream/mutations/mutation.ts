import type { Breaks, Drift, Level } from '../../../src/upstream/diff/drift.ts';
import type { EditableDocument } from './editable-document.ts';

/** What the diff has to say of a mutation. */
export interface Expected {
  operation: string | undefined;
  place: string;
  fact: string;
  change: Drift['change'];
  level: Level;
  breaks: Breaks;
  banner: boolean;
}

export type Module = 'pins' | 'folders' | 'threads';

/** One change to a document of upstream's, and every drift that it makes. */
export interface Mutation {
  name: string;
  module: Module;
  change: (document: EditableDocument) => void;
  expect: Expected[];
}

/** Where and what. */
export type Where = readonly [operation: string | undefined, place: string, fact?: string];

/** What follows from it: the kinds that a drift can be of. */
const kinds = {
  /** More can be done. */
  more: { level: 'minor', breaks: 'none', banner: false },
  /** Code that compiles today does not compile after it. */
  types: { level: 'major', breaks: 'types', banner: false },
  /** Calls that are right today may be refused, or do something else. */
  refused: { level: 'minor', breaks: 'behaviour', banner: true },
  /** Nobody notices, or only for the better. */
  same: { level: 'patch', breaks: 'none', banner: false },
} as const satisfies Record<string, { level: Level; breaks: Breaks; banner: boolean }>;

export function drift(
  kind: keyof typeof kinds,
  change: Drift['change'],
  [operation, place, fact = 'present']: Where,
): Expected {
  return { operation, place, fact, change, ...kinds[kind] };
}

/** The same drift at several places. */
export function drifts(kind: keyof typeof kinds, change: Drift['change'], ...where: Where[]): Expected[] {
  return where.map((each) => drift(kind, change, each));
}
