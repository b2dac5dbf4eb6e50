import { descriptors } from '../spec/documents.ts';

/** Every scope that an operation needs. */
export const allScopes: readonly string[] = [...new Set(descriptors.flatMap(({ scopes }) => scopes))].sort();
