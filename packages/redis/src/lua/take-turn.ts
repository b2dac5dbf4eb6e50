import type { Script } from '../clients/scripts.ts';
import { textAt } from './text-at.ts';

/**
 * Takes the turn of an account if nobody has it, and gives `'taken'`; else how many milliseconds the holder has left. Then
 * whoever asks is put on the list of those to wake, if it names its channel. Asked twice by one owner, it is taken once.
 */
export const takeTurn: Script = {
  name: 'take-turn',
  source: `
local owner, turnMs, channel = ARGV[1], tonumber(ARGV[2]), ARGV[3]
${textAt}
local holder = textAt(KEYS[1])
if not holder or holder == owner then
  redis.call('SET', KEYS[1], owner, 'PX', turnMs)
  return 'taken'
end
local leftMs = redis.call('PTTL', KEYS[1])
if leftMs < 0 then
  -- No turn of ours is for ever. Whatever it is, it ends like one.
  leftMs = turnMs
  redis.call('PEXPIRE', KEYS[1], turnMs)
end
if channel ~= '' then
  if redis.call('TYPE', KEYS[2]).ok ~= 'set' then redis.call('DEL', KEYS[2]) end
  redis.call('SADD', KEYS[2], channel)
  -- Whoever still waits asks again within a turn.
  redis.call('PEXPIRE', KEYS[2], math.max(redis.call('PTTL', KEYS[2]), 2 * turnMs))
end
return tostring(math.max(1, leftMs))
`,
};
