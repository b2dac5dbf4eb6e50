import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of this folder. */
export const themeFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The text of files of this folder, one after the other. */
export function readTheme(...names: string[]): string {
  return names.map((name) => readFileSync(themeFile(name), 'utf8')).join('\n');
}
