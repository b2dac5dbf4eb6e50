import { describeOperations } from '../src/describe-operations.ts';
import { loadSpecs } from '../src/load-modules.ts';
import { publishDocument } from '../src/publish-document.ts';
import { repository } from './repo-copy.ts';

/** The real specs, linted and bundled. */
export const specs = await loadSpecs(repository);

/** The documents as they are shipped. */
export const published = specs.modules.map(({ name, document }) => ({
  name,
  bundled: document,
  document: publishDocument(document, specs),
}));

/** All descriptors. */
export const descriptors = published.flatMap(({ name, document }) => describeOperations(name, document));
