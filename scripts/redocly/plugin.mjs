// The project's own lint rules: what upstream says in prose must stand in our specs as data, so that the
// generated descriptors (and everything that reads them) never guess.
import { ExamplesPresent, IdExamplesAreStrings } from './example-rules.mjs';
import { OperationFacts } from './operation-facts.mjs';
import { VariantsAgree } from './variants-agree.mjs';

/** @returns {import('@redocly/openapi-core').Plugin} */
export default function cliqkitPlugin() {
  const rules = {
    'operation-facts': OperationFacts,
    'variants-agree': VariantsAgree,
    'examples-present': ExamplesPresent,
    'id-examples-are-strings': IdExamplesAreStrings,
  };
  return {
    id: 'cliqkit',
    rules: { oas3: rules },
    configs: {
      facts: {
        rules: Object.fromEntries(Object.keys(rules).map((name) => [`cliqkit/${name}`, 'error'])),
      },
    },
  };
}
