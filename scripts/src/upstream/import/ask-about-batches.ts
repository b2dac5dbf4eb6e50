import { mappingOf, own } from '../read/json.ts';
import type { CleanOperation } from './clean-operation.ts';
import type { SchemaStore } from './schema-store.ts';

/** A list with a largest number can perhaps be sent in several calls; only who knows the operation can say. */
export function askAboutBatches(store: SchemaStore, operations: readonly CleanOperation[]): void {
  for (const { id, body, query } of operations) {
    const keys = Object.entries(mappingOf(own(body && store.schemas.get(body.name), 'properties')) ?? {});
    const parameters = query.map(({ name, stated }) => [name, own(stated, 'schema') ?? {}] as const);
    for (const [name, schema] of [...keys, ...parameters]) {
      const most = own(store.resolve(mappingOf(schema) ?? {}), 'maxItems');
      if (most === undefined) continue;
      store.context.questions.ask(
        'A call takes a list of limited length. If a longer one may be sent in parts, say so with `x-batch`.',
        { operation: id },
        undefined,
        `${name}, at most ${String(most)}`,
      );
    }
  }
}
