/** What a path of upstream says: where a call goes, what it is called, and the query that is part of it. */
export interface CleanPath {
  /** The path that is sent, by `x-display-path` where there is one. */
  real: string;
  /** The path as upstream's own name for the operation, with no query. */
  alias: string;
  /** Query values that the path has in it. */
  select: Record<string, string>;
  problems: string[];
}

/** Takes a path of upstream apart. Undefined for what is no path. */
export function cleanPath(path: string, displayPath: string | undefined): CleanPath | undefined {
  const problems: string[] = [];
  const alias = tidied(path, problems);
  const shown = displayPath === undefined ? undefined : tidied(displayPath, []);
  if (displayPath !== undefined && shown === undefined)
    problems.push('`x-display-path` is no path and was not heeded');
  if (alias === undefined) return undefined;
  const select = { ...queryOf(path), ...(shown !== undefined && queryOf(displayPath ?? '')) };
  return { real: shown ?? alias, alias, select, problems };
}

/** Names of the placeholders of a path. */
export function placeholdersOf(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');
}

function tidied(path: string, problems: string[]): string | undefined {
  const bare = path.replace(/[?#].*$/s, '').trim();
  if (!bare.startsWith('/') || /\s/.test(bare.replace(/\{[^}]*\}/g, ''))) return undefined;
  const seen = new Set<string>();
  const named = bare.replace(/\{([^}]*)\}/g, (_, name: string) => {
    let tidy = name.trim().replace(/[^A-Za-z0-9_]+/g, '_') || 'ID';
    while (seen.has(tidy)) tidy = `${tidy}2`;
    seen.add(tidy);
    if (tidy !== name) problems.push(`the placeholder {${name}} became {${tidy}}`);
    return `{${tidy}}`;
  });
  const whole = named.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  if (whole !== named) problems.push('a slash too many was left out');
  if (/[{}]/.test(whole.replace(/\{\w+\}/g, ''))) return undefined;
  return whole;
}

function queryOf(path: string): Record<string, string> {
  const query = path.replace(/#.*$/s, '').split('?').slice(1).join('&');
  const entries = [...new URLSearchParams(query)].filter(([name]) => name !== '' && !(name in {}));
  return Object.fromEntries(entries);
}
