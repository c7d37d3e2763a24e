// @ts-check
// Sends the server's own decoders what is malformed: 100,000 cases by a seed, half of them damaged messages, half of them random bytes. Every
// case must end in a value or in an error of Neo4j's; and what is well formed must come back as it was.
import { readFileSync } from 'node:fs';
import { damaged, noise, random } from './damage.mjs';

const server = process.env.NEO4J_SERVER;
const { decode, encode } = await import(`${server}/bolt/packstream.js`);
const { read } = await import(`${server}/bolt/connection.js`);
const { ChunkReader, chunked } = await import(`${server}/bolt/chunks.js`);
const { negotiate } = await import(`${server}/bolt/handshake.js`);
const { readRequest, fromTyped } = await import(`${server}/http/json-reader.js`);
const { analyse } = await import(`${server}/cypher/statement.js`);
const { Binding } = await import(`${server}/cypher/binding.js`);
const { Neo4jError } = await import(`${server}/errors/neo4j-error.js`);

/** @param {number} depth @returns {any} */
function value(depth) {
  switch (random(depth > 3 ? 6 : 8)) {
    case 0: return null;
    case 1: return random(2) === 0;
    case 2: return BigInt(random(2 ** 32)) * BigInt(random(2 ** 31)) * (random(2) === 0 ? 1n : -1n);
    case 3: return random(1000) / 8 - 50;
    case 4: return 'x'.repeat(random(300));
    case 5: return new Uint8Array(random(20));
    case 6: return Array.from({ length: random(20) }, () => value(depth + 1));
    default: return new Map(Array.from({ length: random(18) }, (_, i) => [`k${i}`, value(depth + 1)]));
  }
}

/** @param {any} item @returns {string} */
const show = (item) => JSON.stringify(item, (_, each) => (typeof each === 'bigint' ? `${each}i` : each instanceof Map ? { map: [...each] } : each instanceof Uint8Array ? { bytes: [...each] } : each));
/** @param {string} text as it is given to the engine, in all three ways */
function prepare(text) {
  const binding = new Binding(analyse(text), new Map([['p', 1.0]]));
  return [binding.plain(), binding.typed(), binding.named()];
}

const counts = { cases: 0, accepted: 0, refused: 0 };
/** @param {() => any} work */
function attempt(work) {
  counts.cases++;
  try {
    work();
    counts.accepted++;
  } catch (error) {
    if (!(error instanceof Neo4jError)) {
      throw error;
    }

    counts.refused++;
  }
}

const { statements } = { statements: JSON.parse(readFileSync(new URL('statements.json', import.meta.url), 'utf8')).map((/** @type {any} */ each) => each.statement) };
const texts = ['{"statement":"RETURN $a","parameters":{"a":{"$type":"Integer","_value":"1"},"b":[1,2.5,null]}}', '{"statement":"RETURN 1","includeCounters":true}'];
for (let i = 0; i < 20_000; i++) {
  const written = encode(value(0));
  if (i % 10 === 0 && show(decode(written)) !== show(decode(encode(decode(written))))) {
    throw new Error(`a value did not come back: ${written.toString('hex')}`);
  }

  attempt(() => decode(damaged(written)));
  attempt(() => read(damaged(Buffer.concat([Buffer.from([0xb3, 0x10]), encode('RETURN 1'), encode(new Map()), written]))));
  attempt(() => new ChunkReader(100_000).push(damaged(chunked(written))));
  attempt(() => fromTyped(readRequest(damaged(Buffer.from(texts[i % 2] ?? '')).toString('utf8')).get('parameters')));
  attempt(() => (i % 2 === 0 ? read(noise(random(40))) : i % 4 === 1 ? negotiate(noise(20)) : prepare(damaged(Buffer.from(statements[random(statements.length)])).toString('utf8'))));
}

console.log(JSON.stringify(counts));
