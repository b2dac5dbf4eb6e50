import { redisStores } from '@cliqkit/redis';
import type { BudgetStore } from 'cliqkit';
import { shortWindows } from './short-windows.ts';
import { connectClient } from './workers/connect-client.ts';

/** The budgets on a server as this process sees them. */
export async function storeOn(
  port: number,
  windowMs: number,
): Promise<{ store: BudgetStore; close(): Promise<void> }> {
  const { client, close } = await connectClient('node-redis', { ports: [port], clustered: false });
  return { store: shortWindows(redisStores(client).budgets, windowMs), close };
}
