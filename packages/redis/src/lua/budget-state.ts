/**
 * What is kept of a budget, and how. In two parts, for what is learned of a limit stands between them.
 *
 * One hash for each user and bucket, which expires when nothing in it matters any more:
 *
 * | field | value |
 * | --- | --- |
 * | `s:<slot>` | `<free at> <taken at> <1 once the reply is there>` |
 * | `l:<line>` | `<tag> <want> <till> <came>`: the turn of a process, see `turns` |
 * | `turn` | tag of the call that went last |
 * | `lock` | until when the service has locked the user out |
 * | `cold` | until when nothing is sent, for others may have used what is not known of here |
 * | `learned` | what throttles have taught, see `learnedLimit` |
 * | `v` | version of all this |
 *
 * Needs `now` and `key`. Times are epoch milliseconds of the server.
 */
export const budgetFields = `
local budget = { slots = {}, taken = 0, lines = {}, turn = 0, lock = 0, cold = 0, learned = nil }
local found, damaged, newer = false, false, false
local changed, gone = {}, {}

local function put(field, value)
  changed[#changed + 1] = field
  changed[#changed + 1] = value
end

local function drop(field)
  gone[#gone + 1] = field
end

local function keepUntil(field, at)
  at = math.ceil(at)
  if at > budget[field] then
    budget[field] = at
    put(field, string.format('%.0f', at))
  end
end

-- What a process knows of a lock: for how long, when it asked, and the end on the clock of the server, if it has heard of it. A
-- client may hold a command back for minutes; on the other hand, this may be another server, with another clock.
local function tellLock(ms, at)
  if ms <= 0 then return end
  local last = now + ms
  if at > 0 then last = math.min(last, at) end
  if last > now then keepUntil('lock', last) end
end
`;

export const budgetState = `
local function putSlot(id)
  local slot = budget.slots[id]
  put('s:' .. id, string.format('%.0f %.0f %d', slot.freeAt, slot.since, slot.settled and 1 or 0))
end

local function putLine(id)
  local line = budget.lines[id]
  put('l:' .. id, string.format('%.0f %.0f %.0f %.0f', line.tag, line.want, line.till, line.came))
end

local function isDamaged(field)
  damaged = true
  drop(field)
end

-- A slot that was taken later than now: the clock of the server has been set back, by so much at least.
local function setBack(ms)
  for _, slot in pairs(budget.slots) do slot.freeAt, slot.since = slot.freeAt - ms, slot.since - ms end
  for _, line in pairs(budget.lines) do line.till, line.came = line.till - ms, line.came - ms end
  for _, field in ipairs({ 'lock', 'cold' }) do
    budget[field] = math.max(0, budget[field] - ms)
    put(field, string.format('%.0f', budget[field]))
  end
end

local function dropOver()
  for id, slot in pairs(budget.slots) do
    if slot.freeAt <= now then
      budget.slots[id] = nil
      drop('s:' .. id)
    else
      budget.taken = budget.taken + 1
    end
  end
  for id, line in pairs(budget.lines) do
    if line.till <= now then
      budget.lines[id] = nil
      drop('l:' .. id)
    end
  end
end

local function load()
  local flat = redis.pcall('HGETALL', key)
  if flat.err then
    -- Anything else than a key of another type fails again, and is told.
    if not string.find(flat.err, 'WRONGTYPE') then redis.call('HGETALL', key) end
    redis.call('DEL', key)
    damaged = true
    return
  end
  found = #flat > 0
  local latest = 0
  for at = 1, #flat, 2 do
    local field, value = flat[at], flat[at + 1]
    local kind, id = string.match(field, '^([sl]):(.+)$')
    local a, b, c, d = string.match(value, '^(%d+) (%d+) (%d+) ?(%d*)$')
    if kind and (not a or kind == 'l' and d == '') then
      isDamaged(field)
    elseif kind == 's' then
      budget.slots[id] = { freeAt = tonumber(a), since = tonumber(b), settled = c == '1' }
      latest = math.max(latest, tonumber(b))
    elseif kind == 'l' then
      budget.lines[id] = { tag = tonumber(a), want = tonumber(b), till = tonumber(c), came = tonumber(d) }
    elseif field == 'learned' then
      budget.learned = readLearned(value)
      if not budget.learned then isDamaged(field) end
    elseif field == 'v' and tonumber(value) then
      newer = tonumber(value) > 1
    elseif field == 'lock' or field == 'cold' or field == 'turn' or field == 'v' then
      if not tonumber(value) then isDamaged(field) end
      budget[field] = tonumber(value) or 0
    end
  end
  if latest > now then setBack(latest - now) end
  dropOver()
  if latest > now then
    for id in pairs(budget.slots) do putSlot(id) end
    for id in pairs(budget.lines) do putLine(id) end
  end
end

local function save()
  local last = math.max(budget.lock, budget.cold)
  for _, slot in pairs(budget.slots) do last = math.max(last, slot.freeAt) end
  for _, line in pairs(budget.lines) do last = math.max(last, line.till) end
  if budget.learned then last = math.max(last, forgottenAt(budget.learned)) end
  if last <= now then
    redis.call('DEL', key)
    return
  end
  if not found or damaged then put('v', '1') end
  if #gone > 0 then redis.call('HDEL', key, unpack(gone)) end
  if #changed > 0 then redis.call('HSET', key, unpack(changed)) end
  redis.call('PEXPIRE', key, string.format('%.0f', last - now))
end
`;
