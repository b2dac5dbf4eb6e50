/**
 * `since`: from when on the server has all that was written of the budgets in this user's group. A marker beside them says so,
 * with the name that the server's data set has (`master_replid`). It is not there after a first use, a flush or a restart
 * without data, and the name is another after any restart and when a replica has taken over, which may lack the last
 * writes. Then others may have used the limit, and nobody here knows.
 *
 * Needs `now` and `markerKey`. The marker expires a month after its last use.
 */
export const sinceMarker = `
local monthMs = 2592000000

local function sinceWhen()
  local info = redis.pcall('INFO', 'replication')
  local name = type(info) == 'string' and string.match(info, 'master_replid:(%w+)')
  if not name then return nil end
  local marker = redis.pcall('GET', markerKey)
  local known, since
  if type(marker) == 'string' then known, since = string.match(marker, '^(%w+) (%d+)$') end
  -- One from the future is from before the clock was set back.
  if known == name and tonumber(since) <= now then
    if redis.call('PTTL', markerKey) < monthMs / 2 then redis.call('PEXPIRE', markerKey, string.format('%.0f', monthMs)) end
    return tonumber(since)
  end
  redis.call('SET', markerKey, name .. ' ' .. string.format('%.0f', now), 'PX', string.format('%.0f', monthMs))
  return now
end
`;
