/** `textAt(key)`: the text of a key; false when there is none, when it is longer than any of ours, or of another type. */
export const textAt = `
local function textAt(key)
  if redis.call('TYPE', key).ok ~= 'string' or redis.call('STRLEN', key) > 1048576 then return false end
  return redis.call('GET', key)
end
`;
