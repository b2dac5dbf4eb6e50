import type { Change, ChangeKind } from './change.ts';

/** In the order in which users need them. */
const kinds: { kind: ChangeKind; mark: string; word: string }[] = [
  { kind: 'breaking', mark: '**Breaking:** ', word: 'breaking' },
  { kind: 'stricter', mark: '**Stricter:** ', word: 'stricter' },
  { kind: 'new', mark: '**New:** ', word: 'new' },
  { kind: 'changed', mark: '', word: 'other' },
];

/** The lines of a changeset, a change each, those that users must see first. */
export function changeLines(changes: Change[]): string[] {
  return kinds.flatMap(({ kind, mark }) =>
    changes.filter((change) => change.kind === kind).map(({ text }) => `- ${mark}${text}`),
  );
}

/** `Changes of the API: 1 stricter, 2 new.` */
export function headline(changes: Change[]): string {
  const counts = kinds.map(({ kind, word }) => ({
    word,
    count: changes.filter((change) => change.kind === kind).length,
  }));
  const told = counts.filter(({ count }) => count > 0).map(({ count, word }) => `${count} ${word}`);
  return `Changes of the API: ${told.join(', ')}.`;
}

/** A name for the file that says what is in it: `stricter-pin-chat-and-2-more`. */
export function changesetName(changes: Change[]): string {
  const first = kinds.flatMap(({ kind }) => changes.filter((change) => change.kind === kind))[0];
  if (first === undefined) throw new Error('A changeset without changes has no name.');
  const subject = first.text.match(/`([^`]*\w[^`]*)`/)?.[1] ?? first.text;
  const words = `${first.kind} ${subject}`
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  return changes.length === 1 ? words : `${words}-and-${changes.length - 1}-more`;
}
