import { appendFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives values to the jobs that follow; prints them where there are none. */
export function setOutputs(env: Environment, outputs: Readonly<Record<string, string>>): void {
  const lines = Object.entries(outputs).map(([name, value]) => {
    // A line break in a value would set another output.
    if (/[\r\n]/.test(value)) throw new Error(`The output ${name} has more than one line.`);
    return `${name}=${value}\n`;
  });
  write(env['GITHUB_OUTPUT'], lines.join(''));
}

/** Adds Markdown to the page of the run. */
export function addSummary(env: Environment, markdown: string): void {
  write(env['GITHUB_STEP_SUMMARY'], `${markdown.trimEnd()}\n\n`);
}

function write(path: string | undefined, text: string): void {
  if (path !== undefined) appendFileSync(path, text);
  process.stdout.write(text);
}
