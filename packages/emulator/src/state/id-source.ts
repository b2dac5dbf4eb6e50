import { createHash } from 'node:crypto';

/** The numbers that the last ids were made of, in decimal digits. */
export interface IdPosition {
  readonly long: string;
  readonly short: string;
}

/** Makes ids. The same name gives the same ids in the same order. */
export interface IdSource {
  readonly name: string;
  /** 19 digits: more than a JavaScript number can hold. */
  long(): string;
  /** `<epoch ms>_<digits>`. */
  message(now: number): string;
  /** Where it stands; a source of the same name goes on from there. */
  position(): IdPosition;
}

/** A number from 0 up to, but not including, `below`, drawn from a name. */
function drawn(name: string, below: bigint): bigint {
  return BigInt(`0x${createHash('sha256').update(name).digest('hex')}`) % below;
}

export function createIdSource(name: string, start?: IdPosition): IdSource {
  // Odd, because an even id can survive a trip through a double by luck.
  let long =
    start === undefined
      ? 3_000_000_000_000_000_001n + 2n * drawn(`${name} long`, 10n ** 17n)
      : BigInt(start.long);
  let short = start === undefined ? 30_000_000_000n + drawn(`${name} short`, 10n ** 9n) : BigInt(start.short);
  return {
    name,
    long() {
      long += 2n + 2n * drawn(`${name} ${long}`, 10_000n);
      return String(long);
    },
    message(now) {
      short += 1n + drawn(`${name} ${short}`, 10_000n);
      return `${now}_${short}`;
    },
    position: () => ({ long: String(long), short: String(short) }),
  };
}
