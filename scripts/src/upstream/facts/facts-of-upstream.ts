import { own, sortedSet, textOf } from '../read/json.ts';
import type { Prose } from '../read/prose.ts';
import { readProse } from '../read/read-prose.ts';
import type { Json, UpstreamDocument } from '../read/upstream-document.ts';
import { UnreadableDocument } from '../read/upstream-document.ts';
import type { Dialect, LocatedFacts } from './collect-facts.ts';
import { collectFacts } from './collect-facts.ts';
import type { PlaceFacts } from './facts.ts';
import { TooLarge } from './schema-shape.ts';

/** What a document of Zoho's says, prose included. */
export function factsOfUpstream(document: UpstreamDocument): LocatedFacts {
  try {
    return collectFacts(document.value, dialect());
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new UnreadableDocument(document.file, document.lineOf(error.at), `${error.message}.`);
  }
}

function dialect(): Dialect {
  // Descriptions of shared schemas come again and again.
  const known = new Map<string, Prose>();
  const read = (description: string): Prose => {
    const prose = known.get(description) ?? readProse(description);
    known.set(description, prose);
    return prose;
  };
  return {
    describeOperation(operation, { key, path, item }) {
      const prose = read(textOf(own(operation, 'description')) ?? '');
      const displayed = textOf(own(operation, 'x-display-path') ?? own(item, 'x-display-path'));
      const virtual = own(operation, 'x-virtual-endpoint') ?? own(item, 'x-virtual-endpoint');
      const id = own(operation, 'operationId');
      const upstreamId = typeof id === 'string' || typeof id === 'number' ? String(id) : key;
      const errors = sortedSet(prose.errors.map(({ code }) => code));
      return {
        upstreamId,
        id: upstreamId,
        realPath: withoutQuery(displayed ?? path),
        facts: {
          ...(virtual === true && { virtual: true }),
          ...(prose.limit && { limit: `${prose.limit.requests}/${prose.limit.windowSeconds}s` }),
          ...(prose.lockSeconds !== undefined && { lock: prose.lockSeconds }),
          ...(errors.length > 0 && { errors }),
        },
      };
    },
    describedFacts(descriptions, facts) {
      const added: PlaceFacts = {};
      for (const { maximum, values } of descriptions.map(read)) {
        if (maximum) addMaximum(added, facts, maximum);
        addValues(added, facts, sortedSet(values.map(({ value }) => value)));
      }
      return added;
    },
  };
}

/** A maximum in prose counts as the keyword where the schema has none, and as a fact of its own where it is lower. */
function addMaximum(
  added: PlaceFacts,
  facts: PlaceFacts,
  maximum: { length: number } | { items: number },
): void {
  const isNumber = facts['type'] === 'integer' || facts['type'] === 'number';
  const [keyword, value] =
    'length' in maximum
      ? (['maxLength', maximum.length] as const)
      : ([isNumber ? 'maximum' : 'maxItems', maximum.items] as const);
  const known = facts[keyword];
  if (known === undefined) added[keyword] = value;
  else if (typeof known === 'number' && value < known) added[`prose ${keyword}`] = value;
}

/** Values in prose are a fact where the schema has no `enum`; where it has one, those that it lacks are. */
function addValues(added: PlaceFacts, facts: PlaceFacts, listed: Json[]): void {
  // Both values of a boolean say no more than its type.
  if (listed.length === 0 || facts['type'] === 'boolean') return;
  const known = facts['enum'];
  if (!Array.isArray(known)) {
    added['values'] = listed;
    return;
  }
  const more = listed.filter((value) => !known.includes(value));
  if (more.length > 0) added['prose values'] = more;
}

function withoutQuery(path: string): string {
  return path.split('?')[0] ?? path;
}
