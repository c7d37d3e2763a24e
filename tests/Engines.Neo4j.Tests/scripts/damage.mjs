// @ts-check
// Numbers that follow from a seed, and damage done by them.

let state = Number(process.env.NEO4J_SEED ?? '1') >>> 0;
/** mulberry32: a small generator whose numbers follow from the seed @param {number} below */
export function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}

export const noise = (/** @type {number} */ length) => Buffer.from(Array.from({ length }, () => random(256)));

/** @param {Buffer} bytes @returns {Buffer} with some bytes changed, cut off or put in */
export function damaged(bytes) {
  const copy = Buffer.from(bytes);
  for (let i = random(4); i >= 0 && copy.length > 0; i--) {
    copy[random(copy.length)] = random(256);
  }

  return random(3) === 0 ? copy.subarray(0, random(copy.length + 1)) : random(3) === 0 ? Buffer.concat([copy, noise(random(9))]) : copy;
}
