import { mappingOf, own } from '../read/json.ts';
import type { CleanOperation, FoundOperation } from './clean-operation.ts';
import { quoted } from './json.ts';
import { examplesOf, mediaOf } from './media.ts';
import type { SchemaStore } from './schema-store.ts';

/** The JSON body of an operation. A body of another kind is left out and asked about: cliqkit sends JSON. */
export function cleanBody(store: SchemaStore, found: FoundOperation): CleanOperation['body'] {
  const { context } = store;
  const place = { operation: found.id };
  const given = own(found.node, 'requestBody');
  if (given === undefined || given === null) return undefined;
  const at = [...found.at, 'requestBody'];
  const target = context.follow(given, at, place);
  const body = mappingOf(target?.node);
  if (target === undefined || body === undefined) return undefined;
  if (found.method === 'get') {
    context.questions.ask(
      'A GET cannot have a body; it was left out. Look for where its keys belong.',
      place,
      at,
    );
    return undefined;
  }
  const { json, others } = mediaOf(body, target.at);
  if (others.length > 0) {
    context.questions.ask(
      json
        ? 'Upstream takes a body in other forms too. cliqkit sends JSON; say whether the others are needed.'
        : 'The body is not JSON, which is all that cliqkit sends; it was left out, so the operation cannot be called yet.',
      place,
      at,
      others.map(quoted).join(', '),
    );
  }
  if (json === undefined) return undefined;
  const schema = own(json.node, 'schema');
  if (schema === undefined) {
    context.questions.ask(
      'Upstream does not say what is in a body; it was left out. Describe it.',
      place,
      at,
    );
    return undefined;
  }
  const name = store.body(schema, [...json.at, 'schema'], found.id);
  return name === undefined
    ? undefined
    : { name, required: own(body, 'required') === true, examples: examplesOf(json.node) };
}
