import type { Json, Pointer } from '../../../src/upstream/read/upstream-document.ts';
import type { EditableDocument } from './editable-document.ts';
import type { Change, Surroundings } from './everywhere.ts';
import { ended, gone } from './everywhere.ts';
import type { Expected, Where } from './mutation.ts';
import { drift, drifts } from './mutation.ts';
import type { Usage } from './usages.ts';

/** Keys of bodies: gone, required or not, of another type, one more; their bounds and lists of values. */
export function bodyChanges(usage: Usage, document: EditableDocument, around: Surroundings): Change[] {
  return [
    ...keyChanges(usage, document, around, (place, now) =>
      now ? drift('types', 'tightened', place) : drift('more', 'loosened', place),
    ),
    ...boundChanges(usage, around),
  ];
}

/** The same for replies of success, which have no bounds to speak of. */
export function replyChanges(usage: Usage, document: EditableDocument, around: Surroundings): Change[] {
  return keyChanges(usage, document, around, (place, now) =>
    now ? drift('more', 'tightened', place) : drift('types', 'loosened', place),
  );
}

function keyChanges(
  usage: Usage,
  document: EditableDocument,
  around: Surroundings,
  flipped: (where: Where, now: boolean) => Expected,
): Change[] {
  const { at, schema, key, places } = usage;
  const changes: Change[] = [];
  if (key) {
    const now = !requiredKeys(document, key.parent).includes(key.name);
    changes.push(
      {
        name: `${labelOf(usage)} is gone`,
        change: (mutated) => leaveOut(mutated, key),
        expect: places.map(({ operation, place }) => gone(operation, place, around)),
      },
      {
        name: `${labelOf(usage)} ${now ? 'is always there' : 'may be absent'}`,
        change: (mutated) => flipRequired(mutated, key),
        expect: places.map(({ operation, place }) => {
          const where = [operation, place, 'required'] as const;
          return around.ours(operation, place)?.['required'] === now ? ended(where) : flipped(where, now);
        }),
      },
    );
  }
  if (['string', 'boolean', 'integer'].includes(String(schema['type']))) {
    changes.push({
      name: `${labelOf(usage)} is an object`,
      change: (mutated) => mutated.set([...at, 'type'], 'object'),
      expect: drifts('types', 'changed', ...factOf(usage, 'type')),
    });
  }
  if ('properties' in schema) {
    const added = `extra_${around.dice(1000)}`;
    changes.push({
      name: `${labelOf(usage)} has a key more`,
      change: (mutated) => mutated.set([...at, 'properties', added], { type: 'boolean' }),
      expect: drifts(
        'more',
        'added',
        ...places.map(({ operation, place }) => [operation, `${place}.${added}`] as const),
      ),
    });
  }
  return [...changes, ...enumChanges(usage)];
}

function boundChanges(usage: Usage, { dice }: Surroundings): Change[] {
  return ['maxLength', 'maxItems'].flatMap((bound): Change[] => {
    const most = usage.schema[bound];
    if (typeof most !== 'number') return [];
    const set = (value: number) => setPlain(usage.at, bound, value);
    return [
      {
        name: `${labelOf(usage)}: ${bound} falls`,
        change: set(1 + dice(most - 1)),
        expect: drifts('refused', 'tightened', ...factOf(usage, bound)),
      },
      {
        name: `${labelOf(usage)}: ${bound} rises`,
        change: set(most + 1 + dice(most)),
        expect: drifts('same', 'loosened', ...factOf(usage, bound)),
      },
    ];
  });
}

function enumChanges(usage: Usage): Change[] {
  const values = usage.schema['enum'];
  if (!Array.isArray(values)) return [];
  return [
    {
      name: `${labelOf(usage)} may be one thing more`,
      change: setPlain(usage.at, 'enum', [...values, 'another']),
      expect: drifts('more', 'added', ...factOf(usage, 'enum')),
    },
    ...values.map((value) => ({
      name: `${labelOf(usage)} is never ${String(value)}`,
      change: setPlain(
        usage.at,
        'enum',
        values.filter((each) => each !== value),
      ),
      expect: drifts('types', 'removed', ...factOf(usage, 'enum')),
    })),
  ];
}

/** Sets a keyword, and takes away prose that may say otherwise. */
function setPlain(at: Pointer, keyword: string, value: Json): (mutated: EditableDocument) => void {
  return (mutated) => {
    mutated.set([...at, keyword], value);
    mutated.set([...at, 'description'], 'Plain words.');
  };
}

function labelOf({ places }: Usage): string {
  return `${[...new Set(places.map(({ operation }) => operation))].join(', ')}: ${places[0]?.place ?? ''}`;
}

function factOf({ places }: Usage, fact: string): Where[] {
  return places.map(({ operation, place }) => [operation, place, fact]);
}

function requiredKeys(document: EditableDocument, parent: Pointer): Json[] {
  const at = [...parent, 'required'];
  return document.has(at) ? document.list(at) : [];
}

/** Leaves a key out, also of the list of those that have to be there. */
function leaveOut(document: EditableDocument, { name, parent }: { name: string; parent: Pointer }): void {
  const required = requiredKeys(document, parent);
  document.drop([...parent, 'properties', name]);
  if (required.includes(name))
    document.set(
      [...parent, 'required'],
      required.filter((each) => each !== name),
    );
}

function flipRequired(document: EditableDocument, { name, parent }: { name: string; parent: Pointer }): void {
  const required = requiredKeys(document, parent);
  document.set(
    [...parent, 'required'],
    required.includes(name) ? required.filter((each) => each !== name) : [...required, name],
  );
}
