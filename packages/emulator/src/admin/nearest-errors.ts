import type { ErrorObject } from 'ajv/dist/2020.js';

/** Where one of several schemas begins, in place or by its name. */
const alternative = /^.*\/oneOf\/\d+|^.*\/components\/schemas\/\w+/u;

/** Whether it says that another alternative is meant: they tell themselves apart by their kind. */
function isOtherKind({ instancePath, keyword }: ErrorObject): boolean {
  return instancePath.endsWith('/kind') && (keyword === 'const' || keyword === 'enum');
}

/**
 * The errors that help. Of a value that fits none of several schemas these are the errors of the schema that it comes
 * nearest to, and not those of all others beside.
 */
export function nearestErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const none = errors.find(({ keyword }) => keyword === 'oneOf');
  if (none === undefined) return errors;
  const groups = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    if (error === none || !error.instancePath.startsWith(none.instancePath)) continue;
    const schema = alternative.exec(error.schemaPath)?.[0] ?? '';
    groups.set(schema, [...(groups.get(schema) ?? []), error]);
  }
  const meant = [...groups.values()].filter((group) => !group.some(isOtherKind));
  const [first, second] = meant.sort((a, b) => a.length - b.length);
  if (first === undefined || first.length === second?.length) return errors;
  return errors.filter((error) => first.includes(error) || !error.instancePath.startsWith(none.instancePath));
}
