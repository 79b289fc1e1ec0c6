/** The slots of a Redis cluster. */
export const SLOTS = 16_384;

/** The slot of a key, which has no other braces than those around its tag (Redis Cluster specification, "Hash tags"). */
export function hashSlot(key: string): number {
  const tag = /\{([^}]+)\}/.exec(key)?.[1] ?? key;
  return crc16(Buffer.from(tag)) % SLOTS;
}

/** CRC-16/XMODEM. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
}
