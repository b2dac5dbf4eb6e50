/**
 * What throttles teach of a limit that is lower than documented. The same as `learned-limit.ts` of core, which says why; a
 * property test holds the two against each other. Needs `now`, `limit` and `budget`.
 */
export const learnedLimit = `
local firstStepMs, longestStepMs, staleMs = 900000, 86400000, 86400000
local mostLocks = 8
local learnedFields = { 'cap', 'good', 'ceiling', 'throttledAt', 'roundSince', 'proven', 'doubts', 'lockedUntil', 'stepAt', 'stepMs' }

local function readLearned(text)
  local learned, index = {}, 0
  for part in string.gmatch(text, '%S+') do
    index = index + 1
    if learnedFields[index] then learned[learnedFields[index]] = tonumber(part) end
  end
  for _, name in ipairs(learnedFields) do
    if not learned[name] then return nil end
  end
  return learned
end

local function writeLearned(learned)
  local parts = {}
  for index, name in ipairs(learnedFields) do parts[index] = string.format('%.0f', learned[name]) end
  return table.concat(parts, ' ')
end

local function forgottenAt(learned)
  return learned.stepAt + staleMs
end

local function copyOf(learned)
  local copy = {}
  for _, name in ipairs(learnedFields) do copy[name] = learned[name] end
  return copy
end

local function lower(known, throttledAt)
  local cap = known and known.cap or limit
  local steppedUp = known and known.good < cap
  local stepMs = known and known.stepMs or firstStepMs
  if steppedUp then stepMs = math.min(longestStepMs, known.stepMs * 2) end
  local lowered = steppedUp and known.good or math.max(1, math.floor(cap / 2))
  return {
    cap = lowered, good = lowered, ceiling = cap, throttledAt = throttledAt, roundSince = throttledAt,
    proven = 0, doubts = 0, lockedUntil = throttledAt, stepAt = now + stepMs, stepMs = stepMs,
  }
end

local function afterThrottle(known, sentAt, lockedMs)
  if not known then return lower(nil, now) end
  local learned = copyOf(known)
  if sentAt <= known.throttledAt then
    learned.throttledAt = now
    return learned
  end
  if known.proven == 1 then return lower(known, now) end
  learned.doubts = known.doubts + 1
  learned.lockedUntil = now + math.ceil(lockedMs * math.min(mostLocks, 1.5 ^ learned.doubts))
  learned.roundSince = known.throttledAt
  learned.throttledAt = now
  return learned
end

local function afterSuccess(known, sentAt)
  if sentAt > known.throttledAt then
    if known.proven == 1 then return known end
    local learned = copyOf(known)
    learned.proven, learned.doubts = 1, 0
    return learned
  end
  if known.doubts == 0 or sentAt <= known.roundSince then return known end
  return lower(known, known.throttledAt)
end

local function stepUp(known)
  if now < known.stepAt or known.proven == 0 then return known end
  if known.cap >= limit then return nil end
  local ceiling = known.ceiling - known.cap > 1 and known.ceiling or limit + 1
  local learned = copyOf(known)
  learned.good, learned.ceiling = known.cap, ceiling
  learned.cap = math.floor((known.cap + ceiling) / 2)
  learned.stepAt = now + known.stepMs
  return learned
end

local function keepLearned(learned)
  if learned == budget.learned then return end
  budget.learned = learned
  if learned then put('learned', writeLearned(learned)) else drop('learned') end
end

local function capNow()
  return budget.learned and budget.learned.cap or limit
end

local function lockedUntil()
  return math.max(budget.lock, budget.learned and budget.learned.lockedUntil or 0)
end
`;
