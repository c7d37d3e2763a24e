// @ts-check
// What a driver does beside single statements; prints one line of JSON for each finding, the same on every server.
import { connect, neo4j } from './driver.mjs';

const driver = connect();
const say = (/** @type {string} */ what, /** @type {any} */ value) => console.log(JSON.stringify([what, value]));
const failed = async (/** @type {Promise<any>} */ work) => work.then(() => 'no error', (error) => error.code);
const session = driver.session({ database: 'neo4j' });
const count = async () => (await session.run('MATCH (n:Tx) RETURN count(n) AS c')).records[0].get('c').toString();

await session.run('MATCH (n:Tx) DETACH DELETE n');
const first = session.beginTransaction();
const kept = await first;
await kept.run('CREATE (:Tx)');
say('an open transaction sees its own writes', (await kept.run('MATCH (n:Tx) RETURN count(n) AS c')).records[0].get('c').toString());
const other = driver.session();
say('another does not', (await other.run('MATCH (n:Tx) RETURN count(n) AS c')).records[0].get('c').toString());
await kept.rollback();
say('a rolled back write is gone', await count());
await session.executeWrite((tx) => tx.run('CREATE (:Tx)'));
say('a committed write stays', await count());
const broken = await session.beginTransaction();
await broken.run('CREATE (:Tx)');
say('a wrong statement', await failed(broken.run('RETRN 1')));
say('ends its transaction', await failed(broken.run('RETURN 1')).then((code) => code !== 'no error'));
await broken.rollback().catch(() => undefined);
say('and all it wrote', await count());
const reading = driver.session({ defaultAccessMode: neo4j.session.READ });
say('a reading session does not write', await failed(reading.run('CREATE (:Tx)')));
await reading.close();

const results = [];
const slow = driver.session({ fetchSize: 7 });
for await (const record of slow.run('UNWIND range(1, 50) AS x RETURN x')) {
  results.push(Number(record.get('x')));
}

say('records come in portions', [results.length, results[0], results.at(-1)]);
const partial = slow.run('UNWIND range(1, 1000) AS x RETURN x');
for await (const record of partial) {
  say('the rest is discarded', Number(record.get('x')));
  break;
}

await slow.close();
const two = await other.beginTransaction();
const a = two.run('UNWIND range(1, 3) AS x RETURN x');
const b = two.run('UNWIND range(4, 6) AS x RETURN x');
say('two results are open at once', [(await b).records.length, (await a).records.length]);
await two.commit();
say('an unknown database', await failed(driver.session({ database: 'nowhere' }).run('RETURN 1')));
const wrong = neo4j.driver(process.env.NEO4J_URI, neo4j.auth.basic(process.env.NEO4J_USER, 'wrong'));
say('a wrong password', await failed(wrong.getServerInfo()));
await wrong.close();
await session.run('CREATE CONSTRAINT labKey IF NOT EXISTS FOR (n:Tx) REQUIRE n.key IS UNIQUE');
await Promise.all(Array.from({ length: 8 }, () => driver.executeQuery('MERGE (n:Tx {key: 1}) ON CREATE SET n.n = 1 ON MATCH SET n.n = n.n + 1')));
say('concurrent writers count right', (await session.run('MATCH (n:Tx {key: 1}) RETURN n.n AS n')).records[0].get('n').toString());
const ids = (await session.run('MATCH (n:Tx {key: 1}) RETURN elementId(n) AS id, n')).records[0];
say('elementId is the node\'s', ids.get('id') === ids.get('n').elementId);
say('and finds it', (await session.run('MATCH (n) WHERE elementId(n) = $id RETURN count(n) AS c', { id: ids.get('id') })).records[0].get('c').toString());
await session.run('DROP CONSTRAINT labKey');
await session.run('MATCH (n:Tx) DETACH DELETE n');
await session.run('DROP CONSTRAINT labTest IF EXISTS');
say('a constraint', (await session.run('CREATE CONSTRAINT labTest FOR (n:Lt) REQUIRE n.k IS UNIQUE')).summary.counters.updates().constraintsAdded);
await session.run('CREATE (:Lt {k: 1})');
say('is enforced', await failed(session.run('CREATE (:Lt {k: 1})')));
say('and shown', (await session.run("SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties WHERE name = 'labTest' RETURN name, type, labelsOrTypes, properties")).records[0].toObject());
say('twice is once too often', await failed(session.run('CREATE CONSTRAINT labTest FOR (n:Lt) REQUIRE n.k IS UNIQUE')));
say('dropped', (await session.run('DROP CONSTRAINT labTest')).summary.counters.updates().constraintsRemoved);
await session.run('MATCH (n:Lt) DELETE n');
say('databases', (await session.run('SHOW DATABASES YIELD name, currentStatus RETURN name, currentStatus')).records.map((record) => record.toObject()));
say('no such procedure', await failed(session.run('CALL no.such()')));
for (const each of [session, other]) {
  await each.close();
}

await driver.close();
