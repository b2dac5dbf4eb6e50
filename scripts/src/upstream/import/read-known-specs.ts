import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Mapping } from '../read/json.ts';
import { canonical, mappingOf, own } from '../read/json.ts';
import type { Json } from '../read/upstream-document.ts';
import { listOf, textOf } from './json.ts';

/** What `specs/` has already: an import must not clash with it, and uses its shared parts. */
export interface KnownSpecs {
  /** The modules of redocly.yaml, by name, with the file of each. */
  modules: ReadonlyMap<string, string>;
  common: Mapping;
  /** Ids of operations, and the module that has them. */
  operationIds: ReadonlyMap<string, string>;
  /** Names of schemas, and where they are. */
  schemaNames: ReadonlyMap<string, string>;
  /** `PUT /pin-categories/{}`, and the module that has it. */
  urls: ReadonlyMap<string, string>;
}

/** Reads redocly.yaml and the specs it names, except the module that is about to be imported. */
export async function readKnownSpecs(root: string, module: string): Promise<KnownSpecs> {
  const redocly = mappingOf(await readYaml(root, 'redocly.yaml'));
  const modules = new Map(
    Object.entries(mappingOf(own(redocly, 'apis')) ?? {}).map(([name, api]) => [
      name,
      textOf(own(mappingOf(api), 'root')) ?? `specs/${name}.yaml`,
    ]),
  );
  const common = mappingOf(await readYaml(root, 'specs/common.yaml')) ?? {};
  const known = {
    modules,
    common,
    operationIds: new Map<string, string>(),
    schemaNames: new Map<string, string>(),
    urls: new Map<string, string>(),
  };
  for (const name of Object.keys(componentsOf(common, 'schemas'))) known.schemaNames.set(name, 'common');
  for (const [name, file] of modules) {
    if (name === module) continue;
    const document = mappingOf(await readYaml(root, file)) ?? {};
    for (const schema of Object.keys(componentsOf(document, 'schemas'))) known.schemaNames.set(schema, name);
    for (const [path, item] of Object.entries(mappingOf(own(document, 'paths')) ?? {})) {
      for (const [method, operation] of Object.entries(mappingOf(item) ?? {})) {
        known.urls.set(urlKey(method, path), name);
        for (const id of idsOf(mappingOf(operation))) known.operationIds.set(id, name);
      }
    }
  }
  return known;
}

/** A URL and method whatever its placeholders are called. */
export function urlKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}')}`;
}

/** A part of a document's components, by name. */
export function componentsOf(document: Mapping, part: string): Mapping {
  return mappingOf(own(mappingOf(own(document, 'components')), part)) ?? {};
}

/** The name of the schema of common.yaml that is this one, descriptions and examples apart. */
export function commonSchemaLike(known: KnownSpecs, name: string, type: string): string | undefined {
  const schema = mappingOf(own(componentsOf(known.common, 'schemas'), name));
  return schema && canonical(own(schema, 'type') ?? null) === canonical(type) ? name : undefined;
}

function idsOf(operation: Mapping | undefined): string[] {
  const ids = [operation, ...(listOf(own(operation, 'x-variants')) ?? []).map(mappingOf)].map((entry) =>
    textOf(own(entry, 'operationId')),
  );
  return ids.filter((id) => id !== undefined);
}

async function readYaml(root: string, path: string): Promise<Json> {
  return parse(await readFile(join(root, path), 'utf8')) as Json; // YAML is data of this kind by its definition.
}
