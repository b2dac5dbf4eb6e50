import type { Script } from '../clients/scripts.ts';
import { textAt } from './text-at.ts';

/** Gives a turn back, unless it is somebody else's by now, and wakes all who wait for it. */
export const releaseTurn: Script = {
  name: 'release-turn',
  source: `
local owner, about = ARGV[1], ARGV[2]
${textAt}
if textAt(KEYS[1]) ~= owner then return 'lost' end
redis.call('DEL', KEYS[1])
if redis.call('TYPE', KEYS[2]).ok == 'set' then
  local channels = redis.call('SMEMBERS', KEYS[2])
  redis.call('DEL', KEYS[2])
  -- Whoever may not publish still gives its turn back; the others look when it would have ended.
  for _, channel in ipairs(channels) do redis.pcall('PUBLISH', channel, about) end
end
return 'released'
`,
};
