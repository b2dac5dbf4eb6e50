/** Prints a line for each check as it ends, and counts them. */
export class Report {
  readonly #print: (line: string) => void;
  readonly #now: () => number;
  readonly #startMs: number;
  #passed = 0;
  readonly #failed: string[] = [];
  readonly #skipped: string[] = [];

  constructor(print: (line: string) => void, now: () => number = () => performance.now()) {
    this.#print = print;
    this.#now = now;
    this.#startMs = now();
  }

  note(text: string): void {
    this.#print(text);
  }

  /** Makes a check. `run` gives its name, if that is better than the one known before, and what it has seen. */
  async check(name: string, run: () => Promise<{ name?: string; seen: string }>): Promise<boolean> {
    const startMs = this.#now();
    try {
      const done = await run();
      this.#passed += 1;
      this.#line('ok', done.name ?? name, done.seen, startMs);
      return true;
    } catch (error) {
      this.#failed.push(name);
      this.#line('FAIL', name, '', startMs);
      this.#print(indent(error instanceof Error ? error.message : String(error)));
      return false;
    }
  }

  /** A step that others need. Throws again what it throws. */
  async step<T>(name: string, run: () => Promise<T>): Promise<T> {
    const startMs = this.#now();
    const result = await run();
    this.#line('', name, '', startMs);
    return result;
  }

  /** A check that cannot be made here. Where all have to be made, that is a failure. */
  skip(name: string, why: string, isFailure: boolean): void {
    (isFailure ? this.#failed : this.#skipped).push(name);
    this.#print(`${(isFailure ? 'FAIL' : 'skip').padEnd(5)} ${name.padEnd(22)} ${why}`);
  }

  /** Prints the end. Gives whether all is well. */
  finish(): boolean {
    const counted = [
      `${this.#passed} passed`,
      ...(this.#failed.length > 0 ? [`${this.#failed.length} failed: ${this.#failed.join(', ')}`] : []),
      ...(this.#skipped.length > 0 ? [`${this.#skipped.length} skipped: ${this.#skipped.join(', ')}`] : []),
    ];
    this.#print(`\nRelease rehearsal: ${counted.join('; ')} (${seconds(this.#now() - this.#startMs)})`);
    if (this.#failed.length > 0)
      this.#print(`To look closer: pnpm release:rehearse --keep --only ${this.#failed.join(',')}`);
    return this.#failed.length === 0 && this.#passed > 0;
  }

  #line(verdict: string, name: string, seen: string, startMs: number): void {
    const time = seconds(this.#now() - startMs).padStart(7);
    this.#print(`${verdict.padEnd(5)} ${name.padEnd(22)} ${seen.padEnd(64)} ${time}`.trimEnd());
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const indent = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
