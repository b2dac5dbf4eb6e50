import type { Script } from '../clients/scripts.ts';
import { budgetScript } from './budget-script.ts';
import { sinceMarker } from './since-marker.ts';

/**
 * Takes a slot if one is free and nobody is before the process that asks. Gives `['slot']`, or why not and the waits of its
 * calls that could go within a window, after what is left of a lock and its end on the server's clock, both 0 without one:
 * `['limit' | 'lock' | 'store', ms, at, ms, …]`. `['newer']` for a budget of a later version, `['nameless']` for a server that
 * does not say which data set it has.
 *
 * Asked again with the same slot, because a client has sent it twice, it gives the slot that is taken already.
 */
export const acquire: Script = budgetScript(
  'acquire',
  `
local markerKey = KEYS[2]
local slotId, lineId, waiting = ARGV[6], ARGV[7], tonumber(ARGV[8])
-- Whether the process holds slots here, and whether it has called without the server.
local holdsSlots, comesBack = ARGV[9] == '1', ARGV[10] == '1'
-- Whether budgets that are not known are taken as unused.
local trusts = ARGV[11] == 'go'
-- What it knows of a lock.
local lockedMs, lockedAt = tonumber(ARGV[12]), tonumber(ARGV[13])
${sinceMarker}
load()
if newer then return { 'newer' } end
if budget.slots[slotId] then return { 'slot' } end
local since = trusts and 0 or sinceWhen()
if not since then return { 'nameless' } end

if damaged or (holdsSlots and not found) then keepUntil('cold', now + windowMs) end
if comesBack then keepUntil('cold', now + windowMs + graceMs) end
tellLock(lockedMs, lockedAt)
if budget.learned then keepLearned(stepUp(budget.learned)) end

local cap = capNow()
local coldUntil = math.max(budget.cold, trusts and 0 or since + windowMs)
local blockedMs = math.max(lockedUntil(), coldUntil) - now
local inLine = lineId ~= ''
local tag, came = 0, now
if inLine then tag, came = placeOf(lineId) end
local before = inLine and ahead(lineId, tag, came) or allWaiting()
local free = cap - budget.taken

if blockedMs <= 0 and free > before then
  budget.slots[slotId] = { freeAt = now + leaseMs, since = now, settled = false }
  putSlot(slotId)
  if inLine and (allWaiting() > 0 or budget.lines[lineId]) then
    -- Keeps its tag for a window, so that calls that come one at a time do not go before all others.
    local till = now + (waiting > 1 and graceMs or windowMs)
    budget.lines[lineId] = { tag = tag + 1, want = waiting - 1, till = till, came = came }
    putLine(lineId)
    budget.turn = math.max(budget.turn, tag)
    put('turn', string.format('%.0f', budget.turn))
  end
  wakeNext(lineId, free - 1)
  save()
  return { 'slot' }
end

local reply = { 'limit', math.max(0, lockedUntil() - now), lockedUntil() > now and lockedUntil() or 0 }
if blockedMs > 0 then reply[1] = lockedUntil() >= coldUntil and 'lock' or 'store' end
local waitOf = waitAt(cap)
for call = 0, math.max(1, math.min(waiting, cap)) - 1 do
  local place = call + (inLine and ahead(lineId, tag + call, came) or before)
  if call > 0 and place >= cap then break end
  reply[#reply + 1] = math.max(1, math.ceil(math.max(waitOf(place), blockedMs)))
end
-- There are slots, kept for others: if those do not come for them, it is this one's turn.
if blockedMs <= 0 and free > 0 then reply[4] = math.min(reply[4], math.max(1, keptUntil(lineId) - now)) end
if inLine then
  budget.lines[lineId] = { tag = tag, want = waiting, till = now + reply[4] + graceMs, came = came }
  putLine(lineId)
end
if blockedMs <= 0 then wakeNext(lineId, free) end
save()
return reply
`,
);
