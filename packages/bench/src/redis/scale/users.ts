import { operations } from 'cliqkit';
import { keysFor } from '../../../../redis/src/keys.ts';
import { createDice } from '../dice.ts';
import { budgetOf } from '../load/budget.ts';
import { shardOf } from './shard-of.ts';
import type { Inputs, Workload } from './workload.ts';

/** The users whose keys have one hash tag. A cluster keeps them together. */
interface Group {
  /** One of the keys. */
  readonly key: string;
  users: number;
  /** Users with a call within the window: those have a budget in the server. */
  active: number;
  bytes: number;
}

/** What a server of a cluster has to do. */
export interface Share {
  keys: number;
  bytes: number;
  users: number;
}

const { limit, windowMs } = operations.getPinCategories;
const minuteMs = 60_000;

/** Puts users into the groups that their keys say, and throws dice for how many slots each has taken now. */
export function groupsOf({ users, saturated, shards }: Workload, inputs: Inputs): readonly Group[] {
  const dice = createDice(1);
  const keys = keysFor('cliqkit', shards !== 1);
  const groups = new Map<string, Group>();
  // A slot is taken from the acquire until a window after the reply.
  const meanSlots = (inputs.rate * (windowMs + inputs.callMs)) / minuteMs;
  const bytesOfSlot = (inputs.bytes20 - inputs.bytes1) / (limit - 1);
  for (let user = 0; user < users; user += 1) {
    const key = keys.budget(budgetOf(`ana.${user}@example.com`));
    const tag = /\{[^{}]+\}/.exec(key)?.[0] ?? key;
    const group = groups.get(tag) ?? { key, users: 0, active: 0, bytes: 0 };
    groups.set(tag, group);
    const slots = saturated ? limit : Math.min(limit, poisson(meanSlots, dice));
    group.users += 1;
    group.active += slots > 0 ? 1 : 0;
    group.bytes += inputs.bytesTokens + (slots > 0 ? inputs.bytes1 + (slots - 1) * bytesOfSlot : 0);
  }
  return [...groups.values()];
}

/** How the groups are spread over so many servers. */
export function sharesOf(groups: readonly Group[], shards: number): readonly Share[] {
  const shares = Array.from({ length: shards }, (): Share => ({ keys: 0, bytes: 0, users: 0 }));
  for (const { key, users, active, bytes } of groups) {
    const share = shares[shardOf(key, shards)];
    if (share === undefined) continue;
    share.keys += active + users + 1; // A budget, the tokens, and the marker of the group.
    share.bytes += bytes;
    share.users += users;
  }
  return shares;
}

/** Knuth's: exact, and quick for the small means of here. */
function poisson(mean: number, dice: () => number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = dice(); product > least; product *= dice()) count += 1;
  return count;
}
