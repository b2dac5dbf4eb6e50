import { InputError } from '../errors/input-error.ts';
import { isToken } from './token-reply.ts';

/** A credential as it can be sent. Throws InputError, which does not quote it, for anything else. */
export function requireSecret(name: string, value: unknown): string {
  if (isToken(value)) return value;
  throw new InputError(
    `credentials: ${name} must be a text without spaces, line breaks or characters beyond ASCII. Check where it comes from.`,
  );
}
