// @ts-check
// PackStream 1 (https://neo4j.com/docs/bolt/current/packstream/).
import { invalidRequest } from '../errors/neo4j-error.js';

const DEEPEST = 100;

/** A structure: a tag and its fields. */
export class Structure {
  /** @param {number} tag @param {any[]} fields */
  constructor(tag, fields) {
    this.tag = tag;
    this.fields = fields;
  }
}

/**
 * Reads one value, which must be all there is.
 * @param {Buffer} buffer
 * @param {(structure: Structure) => any} [revive] makes values of structures
 * @returns {any} integers as bigint, floats as number, maps as Map, bytes as Uint8Array
 */
export function decode(buffer, revive = (structure) => structure) {
  let at = 0;
  const need = (/** @type {number} */ count) => {
    if (at + count > buffer.length) {
      throw invalidRequest('The message ends before its value does.');
    }

    const start = at;
    at += count;
    return start;
  };
  const size = (/** @type {number} */ width) => {
    const start = need(width);
    return width === 1 ? buffer.readUInt8(start) : width === 2 ? buffer.readUInt16BE(start) : buffer.readUInt32BE(start);
  };
  const text = (/** @type {number} */ length) => {
    const start = need(length);
    return buffer.toString('utf8', start, start + length);
  };
  const list = (/** @type {number} */ count, /** @type {number} */ depth) => {
    // Each item takes a byte at least: a count beyond that is a lie, and reserves no memory.
    if (count > buffer.length - at) {
      throw invalidRequest('A list is longer than its message.');
    }

    return Array.from({ length: count }, () => value(depth + 1));
  };
  const map = (/** @type {number} */ count, /** @type {number} */ depth) => {
    if (count * 2 > buffer.length - at) {
      throw invalidRequest('A map is longer than its message.');
    }

    const found = new Map();
    for (let i = 0; i < count; i++) {
      const key = value(depth + 1);
      if (typeof key !== 'string') {
        throw invalidRequest('A key of a map is no string.');
      }

      found.set(key, value(depth + 1));
    }

    return found;
  };
  const bytes = (/** @type {number} */ length) => {
    const start = need(length);
    return new Uint8Array(buffer.subarray(start, start + length));
  };

  /** @param {number} depth @returns {any} */
  function value(depth) {
    if (depth > DEEPEST) {
      throw invalidRequest(`A value is nested more than ${DEEPEST} deep.`);
    }

    const marker = buffer.readUInt8(need(1));
    const low = marker & 0x0f;
    if (marker < 0x80) return BigInt(marker);
    if (marker >= 0xf0) return BigInt(marker - 0x100);
    switch (marker & 0xf0) {
      case 0x80: return text(low);
      case 0x90: return list(low, depth);
      case 0xa0: return map(low, depth);
      case 0xb0: {
        const tag = size(1);
        return revive(new Structure(tag, list(low, depth)));
      }
      default:
    }

    switch (marker) {
      case 0xc0: return null;
      case 0xc1: return buffer.readDoubleBE(need(8));
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc8: return BigInt(buffer.readInt8(need(1)));
      case 0xc9: return BigInt(buffer.readInt16BE(need(2)));
      case 0xca: return BigInt(buffer.readInt32BE(need(4)));
      case 0xcb: return buffer.readBigInt64BE(need(8));
      case 0xcc: case 0xcd: case 0xce: return bytes(size(1 << (marker - 0xcc)));
      case 0xd0: case 0xd1: case 0xd2: return text(size(1 << (marker - 0xd0)));
      case 0xd4: case 0xd5: case 0xd6: return list(size(1 << (marker - 0xd4)), depth);
      case 0xd8: case 0xd9: case 0xda: return map(size(1 << (marker - 0xd8)), depth);
      default: throw invalidRequest(`0x${marker.toString(16)} is no marker of PackStream.`);
    }
  }

  const result = value(0);
  if (at !== buffer.length) {
    throw invalidRequest('The message goes on behind its value.');
  }

  return result;
}

/**
 * Writes a value.
 * @param {any} value as decode gives it; structures too
 * @param {(value: object) => Structure | null} [dehydrate] makes structures of other objects
 * @returns {Buffer}
 */
export function encode(value, dehydrate = () => null) {
  /** @type {Buffer[]} */
  const parts = [];
  const header = (/** @type {number} */ length, /** @type {number} */ tiny, /** @type {number} */ first) => {
    if (tiny >= 0 && length < 16) {
      parts.push(Buffer.from([tiny | length]));
    } else if (length < 0x100) {
      parts.push(Buffer.from([first, length]));
    } else if (length < 0x10000) {
      parts.push(Buffer.from([first + 1, length >> 8, length & 0xff]));
    } else {
      const head = Buffer.alloc(5);
      head[0] = first + 2;
      head.writeUInt32BE(length, 1);
      parts.push(head);
    }
  };

  /** @param {any} item */
  function write(item) {
    if (item === null || item === undefined) {
      parts.push(Buffer.from([0xc0]));
    } else if (typeof item === 'boolean') {
      parts.push(Buffer.from([item ? 0xc3 : 0xc2]));
    } else if (typeof item === 'bigint') {
      parts.push(integer(item));
    } else if (typeof item === 'number') {
      const buffer = Buffer.alloc(9);
      buffer[0] = 0xc1;
      buffer.writeDoubleBE(item, 1);
      parts.push(buffer);
    } else if (typeof item === 'string') {
      const bytes = Buffer.from(item, 'utf8');
      header(bytes.length, 0x80, 0xd0);
      parts.push(bytes);
    } else if (item instanceof Uint8Array) {
      header(item.length, -1, 0xcc);
      parts.push(Buffer.from(item));
    } else if (Array.isArray(item)) {
      header(item.length, 0x90, 0xd4);
      item.forEach(write);
    } else if (item instanceof Map) {
      header(item.size, 0xa0, 0xd8);
      for (const [key, each] of item) {
        write(key);
        write(each);
      }
    } else {
      const structure = item instanceof Structure ? item : dehydrate(item);
      if (structure) {
        parts.push(Buffer.from([0xb0 | structure.fields.length, structure.tag]));
        structure.fields.forEach(write);
      } else {
        write(new Map(Object.entries(item)));
      }
    }
  }

  write(value);
  return Buffer.concat(parts);
}

/** @param {bigint} value @returns {Buffer} in the fewest bytes */
function integer(value) {
  if (value >= -16n && value < 128n) {
    return Buffer.from([Number(value) & 0xff]);
  }

  const width = value >= -0x80n && value < 0x80n ? 1 : value >= -0x8000n && value < 0x8000n ? 2 : value >= -0x80000000n && value < 0x80000000n ? 4 : 8;
  const buffer = Buffer.alloc(1 + width);
  buffer[0] = { 1: 0xc8, 2: 0xc9, 4: 0xca, 8: 0xcb }[width] ?? 0xcb;
  if (width === 8) {
    buffer.writeBigInt64BE(value, 1);
  } else {
    buffer.writeIntBE(Number(value), 1, width);
  }

  return buffer;
}
