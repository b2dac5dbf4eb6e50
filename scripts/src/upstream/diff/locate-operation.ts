import { placeholders } from '../../expand-variants.ts';
import type { Difference } from '../facts/facts.ts';
import { mappingOf, textOf } from '../read/json.ts';
import type { SpecFiles, Spot } from './spec-files.ts';

/** An operation of a spec, or one variant of it, and the parts of it that differences are about. */
export interface OperationSpot {
  item: Spot;
  operation: Spot;
  variant?: Spot;
  body: Spot | undefined;
  bodySchema: Spot | undefined;
  replies: Spot | undefined;
  pathParameters: Spot | undefined;
  replySchema(status: string): Spot | undefined;
  parameter(kind: string, name: string): Spot | undefined;
}

const methods = ['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'trace'];

/** Finds an operation by our id, among operations and variants. */
export function findOperation(
  files: SpecFiles,
  top: Spot | undefined,
  id: string,
): OperationSpot | undefined {
  const paths = files.child(top, 'paths');
  for (const path of files.keys(paths)) {
    const item = files.child(paths, path);
    for (const method of methods) {
      const operation = files.child(item, method);
      if (!item || !operation) continue;
      const variant = files
        .items(files.child(operation, 'x-variants'))
        .find((each) => files.text(files.child(each, 'operationId')) === id);
      if (variant || files.text(files.child(operation, 'operationId')) === id)
        return describe(files, top, { path, item, operation, ...(variant && { variant }) });
    }
  }
  return undefined;
}

function describe(
  files: SpecFiles,
  top: Spot | undefined,
  found: { path: string; item: Spot; operation: Spot; variant?: Spot },
): OperationSpot {
  const { path, item, operation, variant } = found;
  const named = (key: string): Spot | undefined => {
    const name = files.text(files.child(variant, key));
    return name === undefined ? undefined : files.at(top, ['components', 'schemas', name]);
  };
  const body = files.follow(files.child(operation, 'requestBody'));
  const replies = files.child(operation, 'responses');
  const pathParameters = files.child(item, 'parameters');
  return {
    item,
    operation,
    ...(variant && { variant }),
    body,
    bodySchema: named('body') ?? schemaIn(files, body),
    replies,
    pathParameters,
    replySchema: (status) =>
      (status === '200' ? named('response') : undefined) ??
      schemaIn(files, files.follow(files.child(replies, status))),
    parameter(kind, name) {
      const template = files.text(files.child(variant, 'template'));
      const index = template === undefined ? -1 : placeholders(template).indexOf(name);
      const real = kind === 'path' && index >= 0 ? (placeholders(path)[index] ?? name) : name;
      return [...files.items(files.child(operation, 'parameters')), ...files.items(pathParameters)]
        .map((entry) => files.follow(entry))
        .find(
          (entry) =>
            files.text(files.child(entry, 'in')) === kind && files.text(files.child(entry, 'name')) === real,
        );
    },
  };
}

function schemaIn(files: SpecFiles, holder: Spot | undefined): Spot | undefined {
  const content = files.child(holder, 'content');
  const types = files.keys(content);
  const type = types.find((each) => each.startsWith('application/json')) ?? types[0];
  return type === undefined ? undefined : files.at(content, [type, 'schema']);
}

/** Where an operation that we do not have belongs: at its path if that is known, by the names of its fixed parts. */
export function pathsOf(
  files: SpecFiles,
  top: Spot | undefined,
  { upstream }: Difference,
): { spot: Spot | undefined; known: boolean } {
  const paths = files.child(top, 'paths');
  const facts = mappingOf(upstream);
  const real = textOf(facts?.['realPath']) ?? textOf(facts?.['key'])?.replace(/^\w+ /, '') ?? '';
  const fixed = (path: string) => path.replace(/\?.*$/, '').replace(/\{[^}]*\}/g, '{}');
  const known = files.keys(paths).find((path) => fixed(path) === fixed(real));
  return known === undefined
    ? { spot: paths, known: false }
    : { spot: files.child(paths, known), known: true };
}
