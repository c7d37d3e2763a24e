// @ts-check
// A client of Neo4j, by its own driver. Reads a command a line and answers each with a line of JSON:
//   load LABEL NODES RELATIONSHIPS   seconds for each, in batches, and what is there afterwards
//   point LABEL NODES COUNT          median milliseconds to find a node by an indexed property
//   hops LABEL NODES COUNT           median milliseconds to count what lies one to five relationships away
// The same commands use the same data and ask the same questions on every server: `check` must agree.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const BATCH = 5_000;
/** @type {any} */
const neo4j = createRequire(process.env.NEO4J_MODULES + '/')('neo4j-driver');
const driver = neo4j.driver(process.env.NEO4J_URI, neo4j.auth.basic(process.env.NEO4J_USER, process.env.NEO4J_PASSWORD), { useBigInt: true });
const session = driver.session();

/** A generator of numbers that follow from the seed (Numerical Recipes' linear congruence). @param {number} seed */
function numbers(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** @param {string} statement @param {number} count @param {() => any} row @returns {Promise<number>} seconds */
async function batches(statement, count, row) {
  const started = performance.now();
  for (let done = 0; done < count; done += BATCH) {
    await session.run(statement, { rows: Array.from({ length: Math.min(BATCH, count - done) }, row) });
  }

  return (performance.now() - started) / 1000;
}

/** @param {string} statement @param {number} nodes @param {number} count */
async function ask(statement, nodes, count) {
  const random = numbers(2);
  const times = [];
  let check = 0n;
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    const { records } = await session.run(statement, { id: BigInt(random(nodes)) });
    times.push(performance.now() - started);
    check += records[0].get(0);
  }

  times.sort((a, b) => a - b);
  return { milliseconds: times[count >> 1], check: String(check) };
}

/** @type {Record<string, (label: string, nodes: number, count: number) => Promise<any>>} */
const commands = {
  async load(label, nodes, count) {
    await session.run(`CREATE INDEX ${label}Id FOR (n:${label}) ON (n.id)`);
    await session.run(`MATCH (n:${label} {id: 0}) RETURN n`);
    const random = numbers(1);
    let next = 0n;
    const first = await batches(`UNWIND $rows AS row CREATE (:${label} {id: row.id, name: row.name, redshift: row.redshift})`, nodes,
      () => ({ id: next, name: `galaxy ${next++}`, redshift: (random(1000) + 0.5) / 1000 }));
    const second = await batches(`UNWIND $rows AS row MATCH (a:${label} {id: row.a}), (b:${label} {id: row.b}) CREATE (a)-[:NEAR {distance: row.distance}]->(b)`, count,
      () => ({ a: BigInt(random(nodes)), b: BigInt(random(nodes)), distance: (random(1000) + 0.5) / 10 }));
    const there = await session.run(`MATCH (n:${label}) OPTIONAL MATCH (n)-[r:NEAR]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships`);
    return { nodes: first, relationships: second, check: `${there.records[0].get('nodes')} ${there.records[0].get('relationships')}` };
  },
  point: (label, nodes, count) => ask(`MATCH (n:${label} {id: $id}) RETURN n.id, n.name, n.redshift`, nodes, count),
  hops: (label, nodes, count) => ask(`MATCH (a:${label} {id: $id})-[:NEAR*1..5]->(b) RETURN count(DISTINCT b)`, nodes, count),
};

for await (const line of createInterface(process.stdin)) {
  const [name = '', label = '', nodes, count] = line.split(' ');
  console.log(JSON.stringify(await commands[name]?.(label, Number(nodes), Number(count))));
}

await session.close();
await driver.close();
