import { createHash } from 'node:crypto';

/** Without vowels, so that no word comes of it, and without letters that look like others. */
const userCodeLetters = 'BCDFGHJKMNPQRSTVWXZ';
const userCodeLength = 8;

function hexOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/** A token or a code derived from a name: in the shape of a real one, and marked so that nobody takes it for one. */
export function emulatedSecret(name: string): string {
  const hex = hexOf(name);
  return `emu_1000.${hex.slice(0, 32)}.${hex.slice(32)}`;
}

/** The id of a client, derived from a name. */
export function emulatedClientId(name: string): string {
  return `emu_1000.${hexOf(name).slice(0, 30).toUpperCase()}`;
}

/** The secret of a client, derived from a name. */
export function emulatedClientSecret(name: string): string {
  return `emu_${hexOf(name).slice(0, 42)}`;
}

/** A code that a person copies from one device to another, derived from a name: `BCDF-GHJK`. */
export function emulatedUserCode(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, userCodeLength);
  const letters = [...bytes].map((byte) => userCodeLetters.charAt(byte % userCodeLetters.length)).join('');
  return `${letters.slice(0, userCodeLength / 2)}-${letters.slice(userCodeLength / 2)}`;
}

/** A credential so that a person recognises it, and nobody can use it: `emu_1000.ab…9f`. */
export function masked(value: string): string {
  return `${value.slice(0, 11)}…${value.slice(-2)}`;
}
