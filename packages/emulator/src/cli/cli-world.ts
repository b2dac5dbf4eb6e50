/** The world around the command line, so that tests can stand in for it. */
export interface CliWorld {
  /** Writes lines to the standard output. */
  readonly print: (text: string) => void;
  /** Writes lines to the standard error output. */
  readonly printError: (text: string) => void;
  /** Whether the standard output shows colours. */
  readonly color: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that paths start from. */
  readonly cwd: string;
  /** The folder for the session files of running emulators. */
  readonly sessionFolder: string;
  /** The id of this process. */
  readonly pid: number;
  /** Whether there is a process with this id. */
  readonly isRunning: (pid: number) => boolean;
  /** Settles when the user wants to stop. */
  readonly interrupted: () => Promise<void>;
  /** Runs a command with these variables beside those of `env`, hands signals on to it, and gives its exit code. */
  readonly runCommand: (
    command: readonly string[],
    variables: Readonly<Record<string, string>>,
  ) => Promise<number>;
}
