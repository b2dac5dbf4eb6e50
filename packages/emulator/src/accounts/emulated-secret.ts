import { createHash } from 'node:crypto';

/** A secret derived from a name, in the shape of a real one and marked so that nobody takes it for one. */
export function emulatedSecret(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `1000.emu${hex.slice(0, 29)}.${hex.slice(32)}`;
}
