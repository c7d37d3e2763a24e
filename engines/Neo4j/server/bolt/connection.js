// @ts-check
import { ChunkReader } from './chunks.js';
import { HANDSHAKE_BYTES, negotiate } from './handshake.js';
import { Outbox } from './outbox.js';
import { decode, Structure } from './packstream.js';
import { Session } from './session.js';
import { hydrate } from './structures.js';

const LONGEST_MESSAGE = 64 << 20;
const LONGEST_MESSAGE_BEFORE_LOGON = 64 << 10;
const HANDSHAKE_MILLISECONDS = 30_000;
const PARTING_MILLISECONDS = 5_000;

/**
 * Speaks Bolt with one client until either ends it. Reads no further while a message is being answered.
 * @param {import('node:net').Socket} socket
 * @param {import('../server.js').Server} server
 */
export async function serve(socket, server) {
  const outbox = new Outbox(socket);
  const session = new Session(server, (structure) => outbox.send(structure));
  const timer = setTimeout(() => socket.destroy(), HANDSHAKE_MILLISECONDS);
  try {
    await converse(socket, session, outbox, () => clearTimeout(timer));
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

/**
 * @param {import('node:net').Socket} socket @param {Session} session @param {Outbox} outbox
 * @param {() => void} ready called once the client has logged on
 */
async function converse(socket, session, outbox, ready) {
  let greeting = Buffer.alloc(0);
  let reader = new ChunkReader(LONGEST_MESSAGE_BEFORE_LOGON);
  let agreed = false;
  for await (const bytes of socket) {
    let rest = bytes;
    if (session.goodbye) {
      continue;
    }

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
      if (session.authenticated) {
        reader.longest = LONGEST_MESSAGE;
        ready();
      }

      if (session.goodbye) {
        break;
      }
    }

    await outbox.flush();
    if (session.goodbye) {
      part(socket);
    }
  }
}

/**
 * Ends a connection so that the client can read what was said last: a connection that is closed with something unread in it is reset, which takes
 * away what the client has not read. So the server goes on reading until the client has closed its side too, for a limited time.
 * @param {import('node:net').Socket} socket
 */
function part(socket) {
  const timer = setTimeout(() => socket.destroy(), PARTING_MILLISECONDS);
  socket.once('close', () => clearTimeout(timer));
  socket.end();
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
