import type { Script } from '../clients/scripts.ts';
import { textAt } from './text-at.ts';

/** The text of a token record, if there is one. */
export const readRecord: Script = {
  name: 'read-record',
  source: `
${textAt}
return textAt(KEYS[1])
`,
};
