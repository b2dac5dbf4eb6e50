import { nameInPlace } from '../../../src/upstream/facts/place.ts';
import type { Pointer } from '../../../src/upstream/read/upstream-document.ts';
import type { EditableDocument, Mapping } from './editable-document.ts';

/** A schema in a document, and every place of an operation that it stands at. */
export interface Usage {
  at: Pointer;
  schema: Mapping;
  /** The key that it is, and the object that has it. */
  key?: { name: string; parent: Pointer };
  places: { operation: string; place: string }[];
}

/** Every schema that bodies (or the replies of success) lead to. `idOf` says what we call upstream's operations. */
export function usagesIn(
  document: EditableDocument,
  part: 'body' | 'reply',
  idOf: (upstreamId: string) => string,
): Usage[] {
  const usages = new Map<string, Usage>();
  const visit = (at: Pointer, operation: string, place: string, key?: Usage['key']): void => {
    const schema = document.mapping(at);
    const ref = schema['$ref'];
    if (typeof ref === 'string') {
      visit(ref.slice(2).split('/'), operation, place, key);
      return;
    }
    const id = at.join('/');
    const usage = usages.get(id) ?? { at, schema, places: [], ...(key && { key }) };
    usages.set(id, usage);
    usage.places.push({ operation, place });
    if ('properties' in schema)
      for (const name of Object.keys(document.mapping([...at, 'properties'])))
        visit([...at, 'properties', name], operation, `${place}.${nameInPlace(name)}`, {
          name,
          parent: at,
        });
    if ('items' in schema) visit([...at, 'items'], operation, `${place}[]`);
  };
  for (const [path, methods] of Object.entries(document.mapping(['paths']))) {
    if (typeof methods !== 'object' || methods === null) continue;
    for (const method of Object.keys(methods)) {
      const at = ['paths', path, method];
      const operation = idOf(document.text([...at, 'operationId']));
      const holder = part === 'body' ? [...at, 'requestBody'] : [...at, 'responses', '200'];
      if (!document.has(holder)) continue;
      visit(
        [...holder, 'content', 'application/json', 'schema'],
        operation,
        part === 'body' ? 'body' : 'reply 200',
      );
    }
  }
  return [...usages.values()];
}

/** Ids and places of all operations, as upstream names them. */
export function operationsIn(document: EditableDocument): { upstreamId: string; at: Pointer }[] {
  return Object.entries(document.mapping(['paths'])).flatMap(([path, methods]) =>
    Object.keys(typeof methods === 'object' && methods !== null ? methods : {}).map((method) => ({
      upstreamId: document.text(['paths', path, method, 'operationId']),
      at: ['paths', path, method],
    })),
  );
}
