/** `now`: epoch milliseconds of the server. Those of two processes differ, and would let the limit be passed. */
export const serverTime = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;
