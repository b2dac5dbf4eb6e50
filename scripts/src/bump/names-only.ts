/** What the generator writes from the specs in whole: the innermost lines that say a name stand at this depth. */
const generated = [
  { start: /^export interface components /, depth: 8 },
  { start: /^export interface paths /, depth: 4 },
  { start: /^export const operations: \{$/, depth: 4 },
];

/**
 * Of the generated schemas, paths and descriptors a report keeps the names. What they hold stands in full in
 * `packages/types/src/generated`, which is committed and reviewed, and is judged as facts of the specs: with it, each
 * change of a limit would be a change of a literal type, and look as if it broke somebody.
 */
export function namesOnly(report: string): string {
  const kept: string[] = [];
  let depth: number | undefined;
  for (const line of report.split('\n')) {
    if (depth === undefined || line.startsWith('}')) {
      depth = generated.find(({ start }) => start.test(line))?.depth;
      kept.push(line);
      continue;
    }
    const indent = line.length - line.trimStart().length;
    if (indent > depth || /^\s*(\/\/|\})/.test(line)) {
      if (indent < depth && line.trim().startsWith('}')) kept.push(line);
    } else {
      kept.push(indent < depth ? line : nameOf(line));
    }
  }
  return kept.join('\n');
}

/** `        ChatId: string;` -> `        ChatId;` */
function nameOf(line: string): string {
  return line.replace(/^(\s*(?:readonly )?(?:"[^"]*"|'[^']*'|[\w$]+\??)):.*$/, '$1;');
}
