/** A program that could not be started, failed, or took too long. The message ends with what it printed. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  /** What it printed, on either stream. */
  readonly output: string;

  constructor(command: string, what: string, output: string, options?: ErrorOptions) {
    super(`${command} ${what}${output.trim() === '' ? '' : `\n${output.trimEnd()}`}`, options);
    this.output = output;
  }
}
