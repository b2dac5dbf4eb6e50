import type { Pointer } from '../../../src/upstream/read/upstream-document.ts';
import type { EditableDocument } from './editable-document.ts';
import type { Change, Surroundings } from './everywhere.ts';
import { ended, gone } from './everywhere.ts';
import { drift } from './mutation.ts';
import { operationsIn } from './usages.ts';

/** Parameters of the query: gone, required or not, of another type. */
export function parameterChanges(document: EditableDocument, around: Surroundings): Change[] {
  return operationsIn(document).flatMap(({ upstreamId, at }) => {
    const list = [...at, 'parameters'];
    if (!document.has(list)) return [];
    return document
      .list(list)
      .map((_, index): Pointer => [...list, index])
      .filter((parameter) => document.text([...parameter, 'in']) === 'query')
      .flatMap((parameter) => changesOf(parameter, around.idOf(upstreamId), document, around));
  });
}

function changesOf(
  parameter: Pointer,
  id: string,
  document: EditableDocument,
  around: Surroundings,
): Change[] {
  const required = document.at([...parameter, 'required']) === true;
  const place = `query ${document.text([...parameter, 'name'])}`;
  const known = around.ours(id, place);
  const flipped = required
    ? drift('more', 'loosened', [id, place, 'required'])
    : drift('types', 'tightened', [id, place, 'required']);
  return [
    {
      name: `${id}: ${place} is gone`,
      change: (mutated) => mutated.drop(parameter),
      expect: [gone(id, place, around)],
    },
    {
      name: `${id}: ${place} ${required ? 'need not' : 'has to'} be there`,
      change: (mutated) => mutated.set([...parameter, 'required'], !required),
      expect: [known?.['required'] === !required ? ended([id, place, 'required']) : flipped],
    },
    {
      name: `${id}: ${place} is an object`,
      change: (mutated) => {
        mutated.set([...parameter, 'schema', 'type'], 'object');
        // A list of true and false is news when it is not about a boolean.
        if (document.at([...parameter, 'schema', 'type']) === 'boolean')
          mutated.set([...parameter, 'description'], 'Plain words.');
      },
      expect: [drift('types', 'changed', [id, place, 'type'])],
    },
  ];
}
