import { writeSync } from 'node:fs';
import type { BudgetStore, ClientOptions, Cliq } from 'cliqkit';
import { createCliq } from 'cliqkit';

/** What a program does before it has nothing more to do. Each one is a process of its own. */
export type Scenario = (origin: string) => Promise<void>;

/** A client of a program, to a service on this machine, or to a fetch of the scenario. */
export function clientTo(origin: string, options: Partial<ClientOptions> = {}): Cliq {
  const api = origin === '' ? 'https://cliq.test' : origin;
  return createCliq({
    dataCenter: { api: `${api}/api/v3`, accounts: api },
    credentials: { accessToken: process.env['CLIQ_TOKEN'] ?? '1000.a.b' },
    ...options,
  });
}

/** A store that is never heard of again. */
export const deafStore: BudgetStore = {
  acquire: () => new Promise(() => undefined),
  settle: () => new Promise(() => undefined),
};

/** Runs a scenario, and tells how long the process lives on after it. */
export async function runScenario(scenarios: Record<string, Scenario>): Promise<void> {
  const [, , name = '', origin = ''] = process.argv;
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  await scenario(origin);
  const doneAt = performance.now();
  process.once('exit', () => void writeSync(1, JSON.stringify({ livedOnMs: performance.now() - doneAt })));
}
