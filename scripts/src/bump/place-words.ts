import { parsePlace } from '../upstream/facts/place.ts';
import type { NamedSchema } from './schema-at.ts';

/**
 * A place within an operation as a subject, "`chat_ids` in the body", to be followed by "of" and the operation: by the name of
 * the type where it has one, "`Folder.title` in replies".
 */
export function inWords(
  place: string,
  schema: NamedSchema | undefined,
): { subject: string; isReply: boolean } {
  const { head, name, media, steps } = parsePlace(place);
  const isReply = head === 'reply';
  if (schema)
    return { subject: `\`${schema.name}${schema.path}\` in ${isReply ? 'replies' : 'requests'}`, isReply };
  const path = steps
    .map((step) => (typeof step === 'string' ? step : `.${step.property}`))
    .join('')
    .replace(/^\./, '');
  const whole = wholeInWords(head, name) + (media === undefined ? '' : ` (${media})`);
  if (path === '') return { subject: whole, isReply };
  return { subject: path === '[]' ? `an item of ${whole}` : `\`${path}\` in ${whole}`, isReply };
}

function wholeInWords(head: string, name: string | undefined): string {
  if (head === 'body' || name === undefined) return `the ${head}`;
  if (head === 'schema') return `the type \`${name}\`, which no operation uses,`;
  if (head === 'reply') return `the ${name} reply`;
  return `the ${head === 'header' || head === 'cookie' ? head : `${head} parameter`} \`${name}\``;
}
