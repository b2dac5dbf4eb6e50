import type { Script } from '../clients/scripts.ts';
import { budgetScript } from './budget-script.ts';

/** Nobody in this process waits any more: its turn goes to the next one. */
export const leave: Script = budgetScript(
  'leave',
  `
local lineId = ARGV[6]
load()
local line = budget.lines[lineId]
if newer or not line then return { 'ok' } end
line.want, line.till = 0, now + windowMs
putLine(lineId)
wakeNext(lineId, math.huge) -- Even if nothing is free yet: its turn comes sooner now.
save()
return { 'ok' }
`,
);
