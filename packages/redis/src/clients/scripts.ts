import type { Connection } from './connection.ts';
import { isUnknownScript, problemWith } from './server-problem.ts';

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
  const digests = new Map<string, Promise<string>>();
  const digestOf = (source: string): Promise<string> => {
    const known = digests.get(source) ?? sha1(source);
    digests.set(source, known);
    return known;
  };
  return {
    async run({ name, source }, keys, args) {
      const texts = args.map(String);
      const sha = await digestOf(source);
      try {
        return await connection.evalSha(sha, keys, texts).catch((error: unknown) => {
          if (!isUnknownScript(error)) throw error;
          return connection.eval(source, keys, texts); // It forgets them at a restart, or when it is told to.
        });
      } catch (error) {
        throw problemWith(name, error);
      }
    },
  };
}

/** What the server knows a script by. */
async function sha1(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
