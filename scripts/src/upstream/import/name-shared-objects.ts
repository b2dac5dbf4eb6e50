import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import { pascalCase, singular } from './names.ts';
import { componentsOf } from './read-known-specs.ts';
import { shapeOf } from './schema-shape.ts';
import type { SchemaStore } from './schema-store.ts';
import { mapSchema } from './walk-schema.ts';

/** Gives an object that upstream writes out in several places one name, and puts a reference in each place. */
export function nameSharedObjects(store: SchemaStore): void {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const [name, schema] of store.schemas) {
    mapSchema(schema, (changed, before) => {
      if (before !== schema && isObject(before)) {
        const shape = shapeOf(before);
        counts.set(shape, (counts.get(shape) ?? 0) + 1);
      }
      return changed;
    });
    if (isObject(schema) && !names.has(shapeOf(schema))) names.set(shapeOf(schema), name);
  }

  for (const [name, schema] of [...store.schemas]) {
    const renamed = mapSchema(schema, (changed, before, key) => {
      if (before === schema || !isObject(before)) return changed;
      const shape = shapeOf(before);
      const known = names.get(shape);
      if (known === undefined && (counts.get(shape) ?? 0) < 2) return changed;
      const target = known ?? store.put(pascalCase(singular(key)) ?? 'Part', changed);
      if (known === undefined) {
        names.set(shape, target);
        store.context.questions.ask(
          'Upstream writes the same object out in several places; here it has one name, from the first of them. Choose a good one.',
          { schema: target },
          undefined,
          `${target}, ${counts.get(shape) ?? 0} places`,
        );
      }
      const description = own(changed, 'description');
      return { ...(description !== undefined && { description }), $ref: `#/components/schemas/${target}` };
    });
    store.schemas.set(name, renamed);
  }
  compareWithCommon(store);
}

/** Says which schemas have the keys of one in common.yaml: whether they are the same thing, only a person can tell. */
function compareWithCommon(store: SchemaStore): void {
  const common = new Map(
    Object.entries(componentsOf(store.context.known.common, 'schemas')).flatMap(
      ([name, schema]): [string, string][] => {
        const properties = mappingOf(own(mappingOf(schema), 'properties'));
        return properties && Object.keys(properties).length > 1 ? [[keysIn(properties), name]] : [];
      },
    ),
  );
  for (const [name, schema] of store.schemas) {
    const same = common.get(keysIn(mappingOf(own(schema, 'properties')) ?? {}));
    if (same === undefined) continue;
    store.context.questions.ask(
      'A schema has the keys of one in common.yaml. Use that one if both are the same thing.',
      { schema: name },
      undefined,
      `${name} is like ${same}`,
    );
  }
}

function keysIn(properties: Mapping): string {
  return Object.keys(properties).sort().join(' ');
}

function isObject(schema: Mapping): boolean {
  return Object.keys(mappingOf(own(schema, 'properties')) ?? {}).length > 1;
}
