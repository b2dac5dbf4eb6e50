/** A place in a file; lines and columns from 0. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A language server with one open file. */
export interface LanguageServer {
  /** Opens the file, which becomes the one that the others are about. */
  open(file: string, text: string): Promise<void>;
  /** Replaces what stands between two places of one line. */
  change(line: number, from: number, to: number, text: string): void;
  /** The names that are suggested at a place. */
  complete(position: Position): Promise<readonly string[]>;
  stop(): Promise<void>;
}
