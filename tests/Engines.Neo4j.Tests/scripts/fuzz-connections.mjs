// @ts-check
// Sends a running server what is malformed, by connections of its own each: before the handshake, after it, after logging on, and by HTTP. Every
// connection must end, and the server must answer a client that speaks well in between and afterwards.
import { readFileSync } from 'node:fs';
import * as https from 'node:https';
import * as tls from 'node:tls';
import { damaged, noise, random } from './damage.mjs';
import { connect } from './driver.mjs';

const server = process.env.NEO4J_SERVER;
const { encode, Structure } = await import(`${server}/bolt/packstream.js`);
const { chunked } = await import(`${server}/bolt/chunks.js`);

const BOLT = new URL((process.env.NEO4J_URI ?? '').replace('bolt+s', 'http'));
const HTTP = new URL(process.env.NEO4J_HTTP ?? '');
const ROUNDS = Number(process.env.NEO4J_ROUNDS ?? '2000');
const AT_ONCE = 8;
const ca = readFileSync(process.env.NODE_EXTRA_CA_CERTS ?? '');
const HANDSHAKE = Buffer.from([0x60, 0x60, 0xb0, 0x17, 0, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const login = new Map(Object.entries({ scheme: 'basic', principal: process.env.NEO4J_USER, credentials: process.env.NEO4J_PASSWORD }));
const agent = new https.Agent({ ca, keepAlive: true, maxSockets: AT_ONCE });
const authorization = `Basic ${Buffer.from(`${process.env.NEO4J_USER}:${process.env.NEO4J_PASSWORD}`).toString('base64')}`;

const message = (/** @type {number} */ tag, /** @type {any[]} */ ...fields) => chunked(encode(new Structure(tag, fields)));
const greeting = Buffer.concat([HANDSHAKE, message(0x01, new Map([['user_agent', 'fuzz/1']])), message(0x6a, login)]);
const run = () => message(0x10, 'UNWIND $rows AS r RETURN r, 1.5, "x"', new Map([['rows', [1n, 2.5, 'a', null, new Map([['k', [true]]])]]]), new Map());

/** @returns {Buffer} what one connection says */
function speech() {
  switch (random(5)) {
    case 0: return noise(random(200));
    case 1: return Buffer.concat([HANDSHAKE, noise(random(200))]);
    case 2: return damaged(greeting);
    case 3: return Buffer.concat([greeting, damaged(Buffer.concat([run(), message(0x3f, new Map([['n', -1n]]))]))]);
    default: return Buffer.concat([greeting, run(), damaged(message(0x3f, new Map([['n', BigInt(random(9)) - 4n], ['qid', BigInt(random(5)) - 2n]]))), message(0x70 + random(16), new Map())]);
  }
}

/** @param {Buffer} bytes @returns {Promise<void>} done when the server has closed the connection */
const bolt = (bytes) => new Promise((resolve) => {
  const socket = tls.connect({ host: '127.0.0.1', port: Number(BOLT.port), ca }, () => socket.end(bytes));
  socket.on('error', () => undefined).on('close', () => resolve()).resume();
});

/** @param {Buffer} body @returns {Promise<number>} the status, 0 when there was none */
const http = (body) => new Promise((resolve) => {
  const request = https.request(new URL(random(4) === 0 ? '/db/neo4j/query/v2/tx' : '/db/neo4j/query/v2', HTTP), { method: 'POST', agent, headers: { authorization } }, (response) => {
    response.resume().on('end', () => resolve(response.statusCode ?? 0));
  });
  request.on('error', () => resolve(0)).end(body);
});

const well = connect();
const requests = ['{"statement":"RETURN $a","parameters":{"a":{"$type":"Integer","_value":"1"},"b":[1,2.5,null]}}', '{"statement":"RETURN 1","includeCounters":true}'];
const counts = { bolt: 0, http: 0, unanswered: 0 };
await Promise.all(Array.from({ length: AT_ONCE }, async (_, lane) => {
  for (let round = lane; round < ROUNDS; round += AT_ONCE) {
    await bolt(speech());
    counts.bolt++;
    const status = await http(damaged(Buffer.from(requests[random(2)] ?? '')));
    counts.http++;
    counts.unanswered += status === 0 || status >= 500 ? 1 : 0;
    if (round % 100 === 0) {
      await well.executeQuery('RETURN 1');
    }
  }
}));
await well.executeQuery('RETURN 1');
await well.close();
agent.destroy();
console.log(JSON.stringify(counts));
