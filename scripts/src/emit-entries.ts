import type { OperationDescriptor } from './descriptor.ts';
import { modelNames } from './emit-models.ts';
import type { Specs } from './load-modules.ts';
import type { Document } from './openapi.ts';
import { banner, literal } from './outputs.ts';

/** `@cliqkit/types/<module>`. */
export function emitModuleEntry(module: string, document: Document): string {
  const folder = `./generated/${module}`;
  return `${banner(`specs/${module}.yaml`)}${typeExports(modelNames(document), `${folder}/models.ts`)}
export { operations } from '${folder}/operations.ts';
export type { components, paths } from '${folder}/schema.ts';
`;
}

/** `@cliqkit/types`: all modules at once. A schema that several modules share is the same in each and comes once. */
export function emitIndex(modules: Specs['modules']): string {
  const seen = new Set<string>();
  const models = modules.map(({ name, document }) => {
    const fresh = modelNames(document).filter((model) => !seen.has(model));
    for (const model of fresh) seen.add(model);
    return typeExports(fresh, `./generated/${name}/models.ts`);
  });
  return `${banner('specs/')}export type {
  BodyRule,
  KeyRule,
  KeyRules,
  OperationDescriptor,
  QueryMatch,
  ReplyKind,
  RetryClass,
} from './descriptor.ts';
export { type DataCenter, dataCenters } from './generated/data-centers.ts';
export { type ErrorMeaning, errorMeanings } from './generated/error-meanings.ts';
${models.join('')}export {
  type ErrorCode,
  type OperationId,
  type OperationTypes,
  operations,
} from './generated/operations.ts';
`;
}

function typeExports(names: string[], from: string): string {
  return `export type {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';\n`;
}

/** The descriptors of all modules in one object, and the types that go with them. A spread would stay in every bundle. */
export function emitAllOperations(modules: Specs['modules']): string {
  const names = modules.map(({ name }) => name).sort();
  return `${banner('specs/')}${names.map((name) => `import { operations as ${name} } from '../${name}.ts';\n`).join('')}
/** The descriptors of all operations, by operation id. */
export const operations: ${names.map((name) => `typeof ${name}`).join(' & ')} = /* @__PURE__ */ Object.assign({}, ${names.join(', ')});

/** Id of an operation. */
export type OperationId = keyof typeof operations;

/** What each operation takes and answers, by operation id. */
export interface OperationTypes extends ${names.join(', ')} {}

/** The error codes that an operation is known to answer with. */
export type ErrorCode<Id extends OperationId = OperationId> = Id extends OperationId
  ? Extract<keyof (typeof operations)[Id]['errors'], string>
  : never;
`;
}

/** The hosts of the data centres. */
export function emitDataCenters({ dataCenters }: Specs): string {
  const table = Object.fromEntries(dataCenters.map(({ id, api, accounts }) => [id, { api, accounts }]));
  return `${banner('specs/common.yaml')}/** Base URLs of the data centres: the API, and the accounts server that issues its tokens. */
export const dataCenters = ${literal(table)} as const;

/** A data centre: ${dataCenters.map(({ id, region }) => `\`${id}\` ${region}`).join(', ')}. */
export type DataCenter = keyof typeof dataCenters;
`;
}

/** What a client has to do about certain error codes. A code that no operation lists is a mistake of the table. */
export function emitErrorMeanings({ errorMeanings }: Specs, described: OperationDescriptor[]): string {
  const stray = Object.keys(errorMeanings).filter((code) => !described.some(({ errors }) => code in errors));
  if (stray.length > 0)
    throw new Error(`x-error-meanings in specs/common.yaml: no operation lists ${stray.join(', ')}.`);
  return `${banner('specs/common.yaml')}/** The error codes that ask for more than reading the message, and what each means. */
export const errorMeanings = ${literal(errorMeanings)} as const;

/** \`throttled\`: locked out of the URL. \`scope-missing\`: no refresh helps. \`conflict\`: read again, decide again. */
export type ErrorMeaning = (typeof errorMeanings)[keyof typeof errorMeanings];
`;
}
