import type { Script } from '../clients/scripts.ts';
import { textAt } from './text-at.ts';

/**
 * Keeps the text of a token record if it follows the stored one, and for so many milliseconds. Gives `['written']`, or
 * `['refused', <stored text>, <its digest>]`.
 *
 * The generation is the fencing token. A process that was stopped while it held the turn has read generation g, and writes
 * g + 1. Whoever had the turn after it has written g + 1 or more by then, and what is stored never goes back: its write is
 * refused, however late it comes. One that comes before theirs makes theirs the refused one. Nothing depends on the turn,
 * nor on anybody's clock.
 *
 * Each write has an id in its text, so one that a client sends twice, because the reply of the first was lost, has been
 * written by the first. What is no record has no generation: it is named by its digest, and replaced if it is still the same.
 */
export const writeRecord: Script = {
  name: 'write-record',
  source: `
local text, generation, keptMs, replaces = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
${textAt}
local function follows(stored)
  if replaces ~= '' then return redis.sha1hex(stored) == replaces end
  local isJson, found = pcall(cjson.decode, stored)
  return isJson and type(found) == 'table' and found.version == 1
    and type(found.record) == 'table' and found.record.generation == generation - 1
end
local stored = textAt(KEYS[1])
if stored == text then return { 'written' } end
if stored and not follows(stored) then return { 'refused', stored, redis.sha1hex(stored) } end
redis.call('SET', KEYS[1], text, 'PX', keptMs)
return { 'written' }
`,
};
