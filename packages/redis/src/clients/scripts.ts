import type { Connection } from './connection.ts';

/** A script in Lua. The server keeps it, and knows it by its digest. */
export interface Script {
  readonly name: string;
  readonly source: string;
}

/** Runs scripts, each in one round trip. */
export interface Scripts {
  /**
   * @throws StoreProblem when the server refuses it, or cannot be reached: what it is, and what to do, with nothing secret in
   * it. Takes as long as the client takes: whoever calls it limits that.
   */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
}

export function scriptsOn(connection: Connection): Scripts {
  throw new Error(`${connection.clustered}`);
}
