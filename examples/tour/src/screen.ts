import { styleText } from 'node:util';

const colours = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
const paint = (format: 'bold' | 'dim' | 'green' | 'red' | 'cyan', text: string): string =>
  colours ? styleText(format, text) : text;

/** Prints what the tour does and counts whether it did what it said. */
export class Screen {
  #done = 0;
  #failed = 0;
  readonly #start = performance.now();

  title(text: string): void {
    console.log(paint('bold', text));
  }

  section(text: string): void {
    console.log(`\n${paint('cyan', text)}`);
  }

  /** Runs one step. What it returns is shown beside it; what it throws fails the tour. */
  async step<T>(text: string, run: () => Promise<T>, show: (result: T) => string = () => ''): Promise<T> {
    try {
      const result = await run();
      const detail = show(result);
      this.#done += 1;
      console.log(`  ${paint('green', '✓')} ${text}${detail ? paint('dim', `  ${detail}`) : ''}`);
      return result;
    } catch (error) {
      this.#failed += 1;
      console.log(`  ${paint('red', '✗')} ${text}`);
      throw error;
    }
  }

  /** A deliberate mistake: the step holds if it throws an error of this class, which is shown as a user sees it. */
  async mistake(text: string, errorName: string, run: () => Promise<unknown>): Promise<void> {
    const error = await run().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const right = error instanceof Error && error.name === errorName;
    console.log(`  ${right ? paint('green', '✓') : paint('red', '✗')} ${text}`);
    if (error instanceof Error) console.log(paint('dim', wrap(`${error.name}: ${error.message}`, 6)));
    if (!right) {
      this.#failed += 1;
      throw new Error(
        `${text}: expected ${errorName}, got ${error instanceof Error ? error.name : 'no error'}`,
      );
    }
    this.#done += 1;
  }

  /** The last line, and whether every step did what it said. */
  finish(): boolean {
    const seconds = ((performance.now() - this.#start) / 1000).toFixed(1);
    const whole = this.#failed === 0;
    const verdict = whole
      ? `All ${this.#done} steps did what they said`
      : `${this.#failed} step failed after ${this.#done} that held`;
    console.log(`\n${paint(whole ? 'green' : 'red', verdict)} (${seconds} s).`);
    return whole;
  }
}

function wrap(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + indent > 108) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].map((entry) => ' '.repeat(indent) + entry).join('\n');
}
