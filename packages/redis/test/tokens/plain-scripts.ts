import type { Scripts } from '../../src/clients/scripts.ts';
import type { RedisServer } from '../server/redis-server.ts';

/** Runs scripts with none of the clients, each over a connection of its own. */
export function plainScripts(server: RedisServer): Scripts {
  return {
    run: ({ source }, keys, args) => server.command('EVAL', source, keys.length, ...keys, ...args),
  };
}
