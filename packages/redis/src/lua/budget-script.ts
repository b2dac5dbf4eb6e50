import type { Script } from '../clients/scripts.ts';
import { budgetFields, budgetState } from './budget-state.ts';
import { learnedLimit } from './learned-limit.ts';
import { serverTime } from './server-time.ts';
import { turns } from './turns.ts';

/**
 * A script on one budget. Its first key is the budget; its first arguments are the limit, the window, the lease and what the
 * channel of every process begins with, and the rest begin with ARGV[5].
 */
export function budgetScript(name: string, body: string): Script {
  const given = `
local key = KEYS[1]
local limit = tonumber(ARGV[1])
local windowMs, leaseMs = math.ceil(tonumber(ARGV[2])), math.ceil(tonumber(ARGV[3]))
local channel = ARGV[4]
`;
  return { name, source: [serverTime, given, budgetFields, learnedLimit, budgetState, turns, body].join('') };
}
