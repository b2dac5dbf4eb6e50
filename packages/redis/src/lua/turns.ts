/**
 * Whose turn it is. The calls of one process go in their own order; the processes that wait take turns, call by call, so that
 * one with a thousand calls does not hold up another with one (start-time fair queueing). Each has a tag, that of its next
 * call, and says how many calls it wants to send: they have that tag and the ones after it. Lower tags go first, and of equal
 * ones that of the process which came first, so that they go in the same order round by round. A process
 * that does not come when its turn has come loses it after a twelfth of a window.
 *
 * Needs `now`, `about`, `windowMs`, `budget` and `channel`, before which no process's name stands.
 */
export const turns = `
local graceMs = math.ceil(windowMs / 12)

local function isBefore(aId, aCame, bId, bCame)
  return aCame < bCame or (aCame == bCame and aId < bId)
end

local function ahead(me, tag, came)
  local calls = 0
  for id, line in pairs(budget.lines) do
    if id ~= me then
      local equal = isBefore(id, line.came, me, came) and 1 or 0
      calls = calls + math.max(0, math.min(line.want, tag - line.tag + equal))
    end
  end
  return calls
end

local function allWaiting()
  local calls = 0
  for _, line in pairs(budget.lines) do calls = calls + line.want end
  return calls
end

-- The tag of a process, and when it came. A newcomer takes its turn in the round that is served, unless somebody has had a turn
-- in it already: then in the next one. Those that come one after another would else go before a round that never ends.
local function placeOf(me)
  local line = budget.lines[me]
  if line and line.want > 0 then return line.tag, line.came end
  local lowest, highest = math.huge, 0
  for id, other in pairs(budget.lines) do
    if id ~= me and other.want > 0 then
      lowest, highest = math.min(lowest, other.tag), math.max(highest, other.tag)
    end
  end
  local round = 0
  if lowest < math.huge then round = highest > lowest and lowest + 1 or lowest end
  return math.max(budget.turn, round, line and line.tag or 0), now
end

-- Until when the slots are kept that others have a turn for and have not come for yet.
local function keptUntil(me)
  local till = math.huge
  for id, line in pairs(budget.lines) do
    if id ~= me and line.want > 0 then till = math.min(till, line.till) end
  end
  return till
end

-- Milliseconds until the slot of the call at a place in the line of all calls is free, from 0.
local function waitAt(cap)
  local frees = {}
  for _, slot in pairs(budget.slots) do
    local ms = slot.freeAt - now
    frees[#frees + 1] = slot.settled and ms or math.min(ms, windowMs)
  end
  table.sort(frees)
  local unused = cap - #frees
  return function(place)
    local index = place % cap
    local ms = index < unused and 0 or frees[index - unused + 1]
    return ms + math.floor(place / cap) * windowMs
  end
end

-- Tells the first of the other processes that there is a slot for it among so many free ones, unless it is about to ask
-- anyway. Nobody else: two that are not the first would wake each other for ever.
local function wakeNext(me, free)
  local nextId, nextLine
  for id, line in pairs(budget.lines) do
    if id ~= me and line.want > 0 then
      if
        not nextLine or line.tag < nextLine.tag
        or (line.tag == nextLine.tag and isBefore(id, line.came, nextId, nextLine.came))
      then
        nextId, nextLine = id, line
      end
    end
  end
  if nextId and nextLine.till - graceMs > now and free > ahead(nextId, nextLine.tag, nextLine.came) then
    redis.pcall('PUBLISH', channel .. nextId, about) -- Whoever may not publish still gets its slot.
  end
end
`;
