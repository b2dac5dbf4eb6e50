import { expandVariants } from './expand-variants.ts';
import type { Document } from './openapi.ts';
import { operationsOf, resolve } from './openapi.ts';
import { banner } from './outputs.ts';

/** A plain name for every named schema: `PinnedMessage` instead of `components['schemas']['PinnedMessage']`. */
export function emitModels(module: string, document: Document): string {
  const aliases = schemaNames(document).map((name) => {
    const { description } = document.components.schemas[name] ?? {};
    const comment = description
      ? `/** ${description.trim().replace(/\s+/g, ' ').replaceAll('*/', '* /')} */\n`
      : '';
    return `${comment}export type ${name} = components['schemas']['${name}'];\n`;
  });
  const queries = queriesOf(document).map(
    ({ name, id }) =>
      `/** Query parameters of \`${id}\`. */\nexport type ${name} = NonNullable<operations['${id}']['parameters']['query']>;\n`,
  );
  const head = `${banner(`specs/${module}.yaml`)}import type { components, operations } from './schema.ts';\n\n`;
  return `${head}${[...aliases, ...queries].join('\n')}`;
}

/** Plain names of a module: its schemas, then the queries of its operations. */
export function modelNames(document: Document): string[] {
  const queries = queriesOf(document).map(({ name }) => name);
  return [...schemaNames(document), ...queries];
}

function schemaNames(document: Document): string[] {
  return Object.keys(document.components.schemas).sort();
}

function queriesOf(document: Document): { name: string; id: string }[] {
  const expanded = expandVariants(document);
  return operationsOf(expanded)
    .filter(({ operation }) =>
      operation.parameters?.some((parameter) => resolve(expanded, parameter).in === 'query'),
    )
    .map(({ operation: { operationId: id } }) => ({
      id,
      name: `${id.charAt(0).toUpperCase()}${id.slice(1)}Query`,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
