/** A JSON value as YAML in block style, as specs are written; strings are quoted. */
export function blockYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    return `\n${value.map((entry) => `${indent}-${blockYaml(entry, `${indent}  `)}`).join('')}`;
  }
  if (value === null || typeof value !== 'object') return ` ${JSON.stringify(value)}\n`;
  const entries = Object.entries(value);
  if (entries.length === 0) return ' {}\n';
  return `\n${entries
    .map(([key, entry]) => `${indent}${JSON.stringify(key)}:${blockYaml(entry, `${indent}  `)}`)
    .join('')}`;
}
