// @ts-check
import { invalidRequest } from '../errors/neo4j-error.js';

const LONGEST_CHUNK = 0xffff;

/** Puts messages together from chunks: two bytes of length, content, a chunk of no length at the end. */
export class ChunkReader {
  /** @param {number} longest the longest message, in bytes */
  constructor(longest) {
    this.longest = longest;
    this.pending = Buffer.alloc(0);
    /** @type {Buffer[]} */
    this.parts = [];
    this.size = 0;
  }

  /** @param {Buffer} bytes @returns {Buffer[]} the messages that are complete now */
  push(bytes) {
    const buffer = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
    /** @type {Buffer[]} */
    const messages = [];
    let at = 0;
    while (buffer.length - at >= 2) {
      const length = buffer.readUInt16BE(at);
      if (buffer.length - at - 2 < length) {
        break;
      }

      at += 2;
      if (length > 0) {
        this.size += length;
        if (this.size > this.longest) {
          throw invalidRequest(`A message is longer than ${this.longest} bytes.`);
        }

        this.parts.push(buffer.subarray(at, at + length));
        at += length;
      } else if (this.parts.length > 0) {
        messages.push(Buffer.concat(this.parts));
        this.parts = [];
        this.size = 0;
      }
    }

    this.pending = buffer.subarray(at);
    return messages;
  }
}

/** @param {Buffer} message @returns {Buffer} the message in chunks */
export function chunked(message) {
  /** @type {Buffer[]} */
  const parts = [];
  for (let at = 0; at < message.length; at += LONGEST_CHUNK) {
    const part = message.subarray(at, at + LONGEST_CHUNK);
    parts.push(Buffer.from([part.length >> 8, part.length & 0xff]), part);
  }

  return Buffer.concat([...parts, Buffer.from([0, 0])]);
}
