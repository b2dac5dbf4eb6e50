import type { Described } from './descriptor.ts';
import { banner, literal } from './outputs.ts';

/** The descriptors of a module as one frozen-by-type object, each with its facts as hover text. */
export function emitOperations(module: string, described: Described[]): string {
  const entries = described.map(
    ({ facts, ...descriptor }) => `  /** ${facts} */\n  ${descriptor.id}: ${literal(descriptor)},\n`,
  );
  return `${banner(`specs/${module}.yaml`)}import type { operations as OperationTypes } from './schema.ts';

/** What each operation takes and answers. */
export interface operations extends OperationTypes {}

/** What each operation is: URL, limit, lock, scopes, error codes, retry class. */
export const operations = {
${entries.join('')}} as const;
`;
}
