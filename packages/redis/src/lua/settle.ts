import type { Script } from '../clients/scripts.ts';
import { budgetScript } from './budget-script.ts';

/**
 * Gives a slot back, and gives the end of the lock on the server's clock, or 0. One that the server does not know of, for it has lost it, counts all the same: its call was sent.
 */
export const settle: Script = budgetScript(
  'settle',
  `
-- passed is 1, 0, or empty without a reply.
local slotId, freeInMs, passed, lockedMs, heldMs =
  ARGV[6], tonumber(ARGV[7]), ARGV[8], tonumber(ARGV[9]), tonumber(ARGV[10])
load()
if newer then return { 'newer' } end

if lockedMs > 0 then keepUntil('lock', now + lockedMs) end
-- A lock that a process has met without the server says nothing of the limit that is kept here.
local counts = freeInMs > 0 or budget.slots[slotId] ~= nil
-- One that it should know: it has lost more than that, perhaps.
if freeInMs > 0 and not budget.slots[slotId] and heldMs < leaseMs then keepUntil('cold', now + windowMs) end
local since = budget.slots[slotId] and budget.slots[slotId].since or now - math.ceil(heldMs)
if freeInMs > 0 then
  -- A millisecond more, for now is rounded down.
  budget.slots[slotId] = { freeAt = now + math.ceil(freeInMs) + 1, since = since, settled = true }
  putSlot(slotId)
elseif budget.slots[slotId] then
  budget.slots[slotId] = nil
  budget.taken = budget.taken - 1
  drop('s:' .. slotId)
  if lockedUntil() <= now and budget.cold <= now then wakeNext('', capNow() - budget.taken) end
end
if counts and passed == '1' and budget.learned then keepLearned(afterSuccess(budget.learned, since)) end
if counts and lockedMs > 0 then keepLearned(afterThrottle(budget.learned, since, lockedMs)) end
save()
return { 'ok', lockedUntil() > now and lockedUntil() or 0 }
`,
);
