// @ts-check
import { chunked } from './chunks.js';
import { encode } from './packstream.js';
import { dehydrate } from './structures.js';

const MOST_HELD = 64 << 10;

/** What goes out to a client: held until it is worth a write, and no faster than the client reads. */
export class Outbox {
  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.socket = socket;
    /** @type {Buffer[]} */
    this.held = [];
    this.size = 0;
  }

  /** @param {import('./packstream.js').Structure} structure @returns {Promise<void> | void} what to wait for, when the client is behind */
  send(structure) {
    const bytes = chunked(encode(structure, dehydrate));
    this.held.push(bytes);
    this.size += bytes.length;
    return this.size >= MOST_HELD ? this.flush() : undefined;
  }

  /** @returns {Promise<void>} done when the client has taken so much that more may be sent, or is gone */
  async flush() {
    if (this.size === 0) {
      return;
    }

    const bytes = Buffer.concat(this.held, this.size);
    this.held = [];
    this.size = 0;
    const { socket } = this;
    if (!socket.destroyed && !socket.write(bytes)) {
      await new Promise((resolve) => {
        const go = () => {
          socket.off('drain', go).off('close', go);
          resolve(undefined);
        };
        socket.on('drain', go).on('close', go);
      });
    }
  }
}
