// @ts-check
import { once } from 'node:events';
import { ChunkReader, chunked } from './chunks.js';
import { HANDSHAKE_BYTES, negotiate } from './handshake.js';
import { decode, encode, Structure } from './packstream.js';
import { Session } from './session.js';
import { dehydrate, hydrate } from './structures.js';

const LONGEST_MESSAGE = 64 << 20;
const LONGEST_MESSAGE_BEFORE_LOGON = 64 << 10;
const HANDSHAKE_MILLISECONDS = 30_000;

/**
 * Speaks Bolt with one client until either ends it. Reads no further while a message is being answered.
 * @param {import('node:net').Socket} socket
 * @param {import('../server.js').Server} server
 */
export async function serve(socket, server) {
  const session = new Session(server, async (structure) => {
    if (!socket.write(chunked(encode(structure, dehydrate))) && !socket.destroyed) {
      await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    }
  });
  const timer = setTimeout(() => socket.destroy(), HANDSHAKE_MILLISECONDS);
  try {
    await converse(socket, session, () => clearTimeout(timer));
  } catch (error) {
    if (/** @type {any} */ (error).code?.startsWith('Neo.')) {
      server.log(`connection closed: ${/** @type {Error} */ (error).message}`);
    }
  } finally {
    clearTimeout(timer);
    session.close();
    socket.destroy();
  }
}

/** @param {import('node:net').Socket} socket @param {Session} session @param {() => void} ready called once the client has logged on */
async function converse(socket, session, ready) {
  let greeting = Buffer.alloc(0);
  let reader = new ChunkReader(LONGEST_MESSAGE_BEFORE_LOGON);
  let agreed = false;
  for await (const bytes of socket) {
    let rest = bytes;
    if (!agreed) {
      greeting = Buffer.concat([greeting, bytes]);
      if (greeting.length < HANDSHAKE_BYTES) {
        continue;
      }

      const answer = negotiate(greeting);
      if (!answer) {
        return;
      }

      socket.write(answer.answer);
      if (answer.minor < 0) {
        return;
      }

      agreed = true;
      rest = greeting.subarray(HANDSHAKE_BYTES);
    }

    for (const message of reader.push(rest)) {
      await session.handle(read(message));
      if (session.goodbye) {
        // What was said last must be read before the connection goes.
        await new Promise((resolve) => {
          socket.once('close', resolve);
          socket.end(resolve);
        });
        return;
      }

      if (session.authenticated) {
        reader.longest = LONGEST_MESSAGE;
        ready();
      }
    }
  }
}

/** @param {Buffer} message @returns {Structure | any} the message itself stays a structure, those inside become values */
export function read(message) {
  if (message.length < 2 || ((message[0] ?? 0) & 0xf0) !== 0xb0) {
    return decode(message, hydrate);
  }

  const fields = (message[0] ?? 0) & 0x0f;
  const list = decode(Buffer.concat([Buffer.from([0x90 | fields]), message.subarray(2)]), hydrate);
  return new Structure(message[1] ?? 0, list);
}
