// @ts-check
// Runs every statement of statements.json and prints its answer as a line of JSON: columns, records, counters, kind; or the error's code.
import { readFileSync } from 'node:fs';
import { connect, neo4j, parameter, plain } from './driver.mjs';

const driver = connect();
const statements = JSON.parse(readFileSync(new URL('statements.json', import.meta.url), 'utf8'));
// What others left is none of these answers.
await driver.executeQuery('MATCH (n) DETACH DELETE n');
for (const { statement, parameters } of statements) {
  const session = driver.session();
  let answer;
  try {
    const given = Object.fromEntries(Object.entries(parameters ?? {}).map(([key, value]) => [key, parameter(value)]));
    const result = await session.run(statement, given);
    const rows = result.records.map((record) => JSON.stringify(record.keys.map((key) => plain(record.get(key)))));
    answer = {
      columns: result.records[0]?.keys ?? [],
      rows: /ORDER BY/.test(statement) ? rows : rows.sort(),
      counters: Object.fromEntries(Object.entries(result.summary.counters.updates()).filter(([, count]) => count !== 0)),
      kind: result.summary.queryType,
    };
  } catch (error) {
    if (!(error instanceof neo4j.Neo4jError)) {
      throw error;
    }

    answer = { error: error.code };
  } finally {
    await session.close();
  }

  console.log(JSON.stringify(answer));
}

await driver.close();
