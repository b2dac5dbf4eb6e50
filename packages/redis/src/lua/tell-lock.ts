import type { Script } from '../clients/scripts.ts';
import { budgetScript } from './budget-script.ts';

/** Tells the server of a lock again that it may have forgotten. Keeps the longer one. */
export const tellLock: Script = budgetScript(
  'tell-lock',
  `
load()
if newer then return { 'newer' } end
tellLock(tonumber(ARGV[6]), tonumber(ARGV[7]))
save()
return { 'ok' }
`,
);
