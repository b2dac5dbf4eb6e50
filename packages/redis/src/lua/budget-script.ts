import type { Script } from '../clients/scripts.ts';
import { budgetFields, budgetState } from './budget-state.ts';
import { learnedLimit } from './learned-limit.ts';
import { serverTime } from './server-time.ts';
import { turns } from './turns.ts';

/**
 * A script on one budget. Its first key is the budget; its first arguments are the limit, the window, the lease and what the
 * channel of every process begins with, and what messages about this budget say: not the key, to which a client may add a
 * prefix of its own. The rest begin with ARGV[6].
 */
export function budgetScript(name: string, body: string): Script {
  const given = `
local key = KEYS[1]
local limit = tonumber(ARGV[1])
local windowMs, leaseMs = math.ceil(tonumber(ARGV[2])), math.ceil(tonumber(ARGV[3]))
local channel, about = ARGV[4], ARGV[5]
`;
  return { name, source: [serverTime, given, budgetFields, learnedLimit, budgetState, turns, body].join('') };
}
