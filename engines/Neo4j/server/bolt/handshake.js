// @ts-check
// The handshake (https://neo4j.com/docs/bolt/current/bolt/handshake/): four proposals, each with a range of minor versions.

const MAGIC = 0x6060b017;
const MAJOR = 5;
const LOWEST = 1;
const HIGHEST = 4;

export const HANDSHAKE_BYTES = 20;

/**
 * @param {Buffer} bytes the first 20
 * @returns {{answer: Buffer, minor: number} | null} null when it is no Bolt; minor -1 when no version is spoken by both
 */
export function negotiate(bytes) {
  if (bytes.readUInt32BE(0) !== MAGIC) {
    return null;
  }

  for (let at = 4; at < HANDSHAKE_BYTES; at += 4) {
    const [, range, minor, major] = [...bytes.subarray(at, at + 4)];
    const highest = Math.min(HIGHEST, minor ?? 0);
    if (major === MAJOR && highest >= Math.max(LOWEST, (minor ?? 0) - (range ?? 0))) {
      return { answer: Buffer.from([0, 0, highest, MAJOR]), minor: highest };
    }
  }

  return { answer: Buffer.alloc(4), minor: -1 };
}
