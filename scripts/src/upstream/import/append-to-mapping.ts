import { isMap, isNode, isScalar, parseDocument } from 'yaml';

/**
 * The text of a YAML file with entries added at the end of one of its mappings, which is written over several lines.
 * Everything else in the file stays as it is, comments and all. `entries` are lines without indentation.
 */
export function appendToMapping(
  file: string,
  text: string,
  path: readonly string[],
  entries: string,
): string {
  const mapping = parseDocument(text).getIn(path, true);
  const last = isMap(mapping) ? mapping.items.at(-1) : undefined;
  if (
    !isMap(mapping) ||
    mapping.flow === true ||
    last === undefined ||
    !isScalar(last.key) ||
    !isNode(last.value)
  ) {
    throw new Error(`${file}: ${path.join('.')} should be a mapping with an entry on each line. Restore it.`);
  }
  const start = last.key.range?.[0] ?? 0;
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const end = text.slice(0, last.value.range?.[1] ?? text.length).trimEnd().length;
  const rest = text.indexOf('\n', end);
  const at = rest === -1 ? text.length : rest;
  const lines = entries.trimEnd().replace(/^(?=.)/gm, ' '.repeat(indent));
  return `${text.slice(0, at)}\n${lines}${text.slice(at)}`;
}
