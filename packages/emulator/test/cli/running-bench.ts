import { expect } from 'vitest';
import type { CliBench, Ready } from './cli-bench.ts';
import { createCliBench } from './cli-bench.ts';

interface RunningBench extends CliBench {
  /** Sends a request with the token of the first user. */
  call(method: string, path: string, body?: object): Promise<Response>;
  /** Runs a command that has to succeed, and gives what it printed. */
  say(...args: readonly string[]): Promise<string>;
}

/** Sends requests with the token of the first user. */
export function clientOf({ env }: Ready): RunningBench['call'] {
  return (method, path, body) =>
    fetch(`${env['CLIQ_API_URL']}${path}`, {
      method,
      headers: { authorization: `Zoho-oauthtoken ${env['CLIQ_ACCESS_TOKEN']}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

/** The command line beside an emulator that runs. */
export async function createRunningBench(...args: readonly string[]): Promise<RunningBench> {
  const bench = await createCliBench();
  const { ready } = await bench.start(...args);
  return {
    ...bench,
    call: clientOf(ready),
    async say(...words) {
      const { code, printed, errors } = await bench.run(words);
      expect([code, errors]).toEqual([0, '']);
      return printed;
    },
  };
}
