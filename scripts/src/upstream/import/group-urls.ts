import type { Mapping } from '../read/json.ts';
import { own } from '../read/json.ts';
import type { CleanOperation } from './clean-operation.ts';
import { placeholdersOf } from './clean-path.ts';
import type { ImportContext } from './import-context.ts';
import { tellApart } from './merge-operations.ts';
import { urlKey } from './read-known-specs.ts';
import type { SchemaStore } from './schema-store.ts';

/** A real path of the draft: its parameters, and for each method the operations on it that can be told apart. */
export interface DraftUrl {
  path: string;
  parameters: Mapping[];
  methods: CleanOperation[][];
}

/** Brings all operations to the URLs that are really called: aliases of one path come together. */
export function groupUrls(store: SchemaStore, operations: readonly CleanOperation[]): DraftUrl[] {
  const byShape = new Map<string, CleanOperation[]>();
  for (const operation of operations) {
    const shape = urlKey('', operation.path.real);
    byShape.set(shape, [...(byShape.get(shape) ?? []), operation]);
  }
  return [...byShape.values()].map((sharing) => {
    const path =
      (sharing.find(({ virtual, path: { alias, real } }) => !virtual && alias === real) ?? sharing[0])?.path
        .real ?? '';
    const byMethod = new Map<string, CleanOperation[]>();
    for (const operation of sharing)
      byMethod.set(operation.method, [...(byMethod.get(operation.method) ?? []), operation]);
    for (const [method, [first]] of byMethod)
      if (first) askAboutOtherModules(store.context, method, path, first);
    return {
      path,
      parameters: pathParameters(sharing, path),
      methods: [...byMethod.values()].map((members) => tellApart(store, path, members)),
    };
  });
}

/** The parameters of a path, from the operations that call it so, else from those that call it otherwise. */
function pathParameters(sharing: readonly CleanOperation[], path: string): Mapping[] {
  const sources = [...sharing.filter(({ path: { alias } }) => alias === path), ...sharing];
  return placeholdersOf(path).map((name, position) => {
    const found = sources.flatMap(({ path: { alias }, pathParameters: parameters }) => {
      const parameter = parameters.get(placeholdersOf(alias)[position] ?? '');
      return parameter && urlKey('', alias) === urlKey('', path) ? [parameter] : [];
    });
    const same = found.find(
      (parameter) => own(parameter, '$ref') !== undefined || own(parameter, 'name') === name,
    );
    const renamed = found.find((parameter) => own(parameter, '$ref') === undefined);
    const fallback = {
      name,
      in: 'path',
      required: true,
      description: `The ${name.replaceAll('_', ' ').toLowerCase()}.`,
      schema: { type: 'string', minLength: 1 },
    };
    return same ?? (renamed && { ...renamed, name }) ?? fallback;
  });
}

function askAboutOtherModules(
  { known, questions }: ImportContext,
  method: string,
  path: string,
  first: CleanOperation,
): void {
  const owner = known.urls.get(urlKey(method, path));
  if (owner === undefined) return;
  questions.ask(
    'Another module calls the same URL with the same method. They share one limit, and operations of one URL must stand in one spec to be told apart: put them together there.',
    { operation: first.id },
    first.at,
    `${method.toUpperCase()} ${path} is in specs/${owner}.yaml`,
  );
}
