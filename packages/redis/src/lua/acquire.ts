import type { Script } from '../clients/scripts.ts';
import { budgetScript } from './budget-script.ts';
import { sinceMarker } from './since-marker.ts';

/**
 * Takes a slot if one is free and nobody is before the process that asks. Gives `['slot']`, or why not and the waits of its
 * calls that could go within a window: `['limit' | 'lock' | 'store', ms, …]`; `['newer']` for a budget of a later version.
 *
 * Asked again with the same slot, because a client has sent it twice, it gives the slot that is taken already.
 */
export const acquire: Script = budgetScript(
  'acquire',
  `
local markerKey = KEYS[2]
local slotId, lineId, waiting = ARGV[6], ARGV[7], tonumber(ARGV[8])
-- Whether the process holds slots here; how much longer it knows of a lock; whether it has called without the server.
local holdsSlots, lockedMs, comesBack = ARGV[9] == '1', tonumber(ARGV[10]), ARGV[11] == '1'
-- Whether budgets that are not known are taken as unused.
local trusts = ARGV[12] == 'go'
${sinceMarker}
load()
if newer then return { 'newer' } end
if budget.slots[slotId] then return { 'slot' } end

if damaged or (holdsSlots and not found) then keepUntil('cold', now + windowMs) end
if comesBack then keepUntil('cold', now + windowMs + graceMs) end
if lockedMs > 0 then keepUntil('lock', now + lockedMs) end
if budget.learned then keepLearned(stepUp(budget.learned)) end

local cap = capNow()
local coldUntil = math.max(budget.cold, trusts and 0 or sinceWhen() + windowMs)
local blockedMs = math.max(lockedUntil(), coldUntil) - now
local inLine = lineId ~= ''
local tag = inLine and tagOf(lineId) or 0
local before = inLine and ahead(lineId, tag) or allWaiting()
local free = cap - budget.taken

if blockedMs <= 0 and free > before then
  budget.slots[slotId] = { freeAt = now + leaseMs, since = now, settled = false }
  putSlot(slotId)
  if inLine and (before > 0 or allWaiting() > 0 or budget.lines[lineId]) then
    -- Keeps its tag for a window, so that calls that come one at a time do not go before all others.
    budget.lines[lineId] = { tag = tag + 1, want = waiting - 1, till = now + (waiting > 1 and graceMs or windowMs) }
    putLine(lineId)
    budget.turn = tag
    put('turn', string.format('%.0f', tag))
  end
  wakeNext(lineId, free - 1)
  save()
  return { 'slot' }
end

local reply = { 'limit' }
if blockedMs > 0 then reply[1] = lockedUntil() >= coldUntil and 'lock' or 'store' end
local waitOf = waitAt(cap)
for call = 0, math.max(1, math.min(waiting, cap)) - 1 do
  local place = call + (inLine and ahead(lineId, tag + call) or before)
  if call > 0 and place >= cap then break end
  reply[#reply + 1] = math.max(1, math.ceil(math.max(waitOf(place), blockedMs)))
end
if inLine then
  budget.lines[lineId] = { tag = tag, want = waiting, till = now + reply[2] + graceMs }
  putLine(lineId)
end
if blockedMs <= 0 then wakeNext(lineId, free) end
save()
return reply
`,
);
