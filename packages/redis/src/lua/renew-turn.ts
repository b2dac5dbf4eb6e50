import type { Script } from '../clients/scripts.ts';
import { textAt } from './text-at.ts';

/** Prolongs a turn: `'kept'`, or `'lost'` when it has ended or is somebody else's. It is not taken anew: one that was given back would never be. */
export const renewTurn: Script = {
  name: 'renew-turn',
  source: `
${textAt}
if textAt(KEYS[1]) ~= ARGV[1] then return 'lost' end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 'kept'
`,
};
