/** Shells whose way to set a variable is known. */
export const shells = ['sh', 'fish', 'powershell'] as const;

export type Shell = (typeof shells)[number];

const lineOf: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  fish: (name, value) => `set -gx ${name} '${value.replaceAll(/['\\]/gu, '\\$&')}'`,
  powershell: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
};

/** Lines that set variables when a shell reads them. */
export function shellLines(shell: Shell, variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => lineOf[shell](name, value))
    .join('\n');
}
