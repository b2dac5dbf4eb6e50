const slots = 16_384;

/** Which of so many equal primaries of a Redis Cluster has a key, from 0: by the CRC16 of its hash tag, as the cluster does it. */
export function shardOf(key: string, shards: number): number {
  const tag = /\{([^{}]+)\}/.exec(key)?.[1] ?? key;
  return Math.floor(((crc16(tag) % slots) * shards) / slots);
}

/** CRC-16/XMODEM. */
function crc16(text: string): number {
  let sum = 0;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      sum = ((sum & 0x8000) === 0 ? sum << 1 : (sum << 1) ^ 0x1021) & 0xffff;
  }
  return sum;
}
