import type { Method } from '../../openapi.ts';
import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { Json, Pointer } from '../read/upstream-document.ts';
import type { FoundOperation } from './clean-operation.ts';
import { cleanPath } from './clean-path.ts';
import type { ImportContext } from './import-context.ts';
import { quoted, textOf } from './json.ts';
import { camelCase, Names, pascalCase } from './names.ts';

const methods: readonly string[] = ['get', 'post', 'put', 'patch', 'delete'] satisfies Method[];
const otherMethods = ['head', 'options', 'trace', 'connect', 'query'];

/** All operations of a document, each with an id of ours that nothing else in `specs/` has. */
export function findOperations(context: ImportContext): FoundOperation[] {
  const names = new Names(context.known.operationIds.keys());
  const paths = mappingOf(own(context.upstream.value, 'paths')) ?? {};
  return Object.entries(paths).flatMap(([path, entry]) => {
    const at: Pointer = ['paths', path];
    if (path.startsWith('x-')) return [];
    const item = itemOf(context, entry, at);
    if (item === undefined) {
      context.questions.ask(
        'A path of upstream holds no mapping and was left out.',
        'document',
        at,
        quoted(path),
      );
      return [];
    }
    return Object.entries(item).flatMap(([word, node]) => {
      const method = word.toLowerCase();
      if (methods.includes(method))
        return operationOf(context, names, path, item, method, node, [...at, word]) ?? [];
      if (otherMethods.includes(method))
        context.questions.ask(
          'An operation has a method that cliqkit does not send, and was left out.',
          'document',
          [...at, word],
          `${method.toUpperCase()} ${quoted(path)}`,
        );
      return [];
    });
  });
}

function itemOf(context: ImportContext, entry: Json, at: Pointer): Mapping | undefined {
  const given = mappingOf(entry);
  if (own(given, '$ref') === undefined) return given;
  return mappingOf(context.follow(entry, at, 'document')?.node);
}

function operationOf(
  context: ImportContext,
  names: Names,
  path: string,
  item: Mapping,
  method: string,
  given: Json,
  at: Pointer,
): FoundOperation | undefined {
  const node = mappingOf(given);
  if (node === undefined) {
    context.questions.ask(
      'An operation of upstream holds no mapping and was left out.',
      'document',
      at,
      `${method.toUpperCase()} ${quoted(path)}`,
    );
    return undefined;
  }
  const display = textOf(own(node, 'x-display-path')) ?? textOf(own(item, 'x-display-path'));
  const cleaned = cleanPath(path, display);
  if (cleaned === undefined) {
    context.questions.ask(
      'A path of upstream cannot be a path, and its operations were left out.',
      'document',
      at,
      quoted(path),
    );
    return undefined;
  }
  const stated = textOf(own(node, 'operationId'));
  const wanted =
    (stated && camelCase(stated)) ?? camelCase(`${method} ${pascalCase(cleaned.alias) ?? 'root'}`) ?? method;
  const id = names.claim(wanted);
  const place = { operation: id };
  context.questions.originate(place, at);
  for (const problem of cleaned.problems)
    context.questions.ask('A path was corrected. Make sure that it is the one to call.', place, at, problem);
  if (stated === undefined)
    context.questions.ask(
      'Upstream gives no operationId; this one is made of method and path. Give a good one.',
      place,
      at,
      id,
    );
  else if (id !== wanted) {
    const owner = context.known.operationIds.get(wanted);
    const taken =
      owner === undefined ? 'another operation of this document has it too' : `specs/${owner}.yaml has it`;
    context.questions.ask(
      'An operationId was taken, so it got a number. Give it one that tells the two apart.',
      place,
      at,
      `${wanted} became ${id}: ${taken}`,
    );
  } else if (id !== stated)
    context.questions.ask(
      'An operationId of upstream is no name in code and was cleaned. Choose the final one: it is hard to change later.',
      place,
      at,
      `${quoted(stated)} became ${id}`,
    );
  return {
    id,
    upstreamId: (stated ?? id).trim().replace(/\s+/g, ' '),
    method: method as Method, // One of `methods`, which is checked above.
    path: cleaned,
    node,
    item,
    at,
  };
}
