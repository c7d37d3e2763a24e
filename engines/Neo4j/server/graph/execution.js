// @ts-check
import { Neo4jError } from '../errors/neo4j-error.js';
import { fromGrafeo } from '../errors/from-grafeo.js';
import { Binding } from '../cypher/binding.js';
import { checkMerge } from '../cypher/merge.js';
import { checkProperties } from '../cypher/property-check.js';
import { columnTypes } from './arrow-schema.js';
import { checkColumns } from './column-check.js';
import { Conversion } from './conversion.js';
import { settle } from './doubts.js';
import { noChanges } from './result.js';

/** @typedef {import('../cypher/statement.js').Statement} Statement */
/** @typedef {(text: string, parameters: Record<string, any>) => Promise<any>} Run runs a statement in the engine */

const MOST_ROWS = 1_000_000;

/**
 * Runs a statement and gives its result the types that Neo4j gives it.
 * @param {Run} run
 * @param {Statement} statement
 * @param {Map<string, any>} parameters
 * @returns {Promise<import('./result.js').Result>}
 */
export async function execute(run, statement, parameters) {
  const binding = new Binding(statement, parameters);
  checkMerge(statement.tokens, parameters);
  if (statement.writes) {
    checkProperties(statement.tokens, parameters);
  }

  let answer;
  try {
    answer = await run(statement.type === 'rw' ? binding.typed() : binding.plain(), binding.values);
  } catch (error) {
    throw fromGrafeo(error);
  }

  if (answer.length > MOST_ROWS) {
    throw new Neo4jError('Neo.TransientError.General.MemoryPoolOutOfMemoryError', `The result has more than ${MOST_ROWS} rows: this server holds a result in memory.`);
  }

  const returns = statement.columns !== null || !statement.writes || answer.length > 0;
  return {
    fields: returns ? statement.columns ?? answer.columns : [],
    rows: await convert(run, answer, statement, binding),
    counters: countersOf(answer.counters),
    type: statement.type,
  };
}

/**
 * @param {Run} run @param {any} answer @param {Statement} statement @param {Binding} binding
 * @returns {Promise<any[][]>}
 */
async function convert(run, answer, statement, binding) {
  if (answer.length === 0 || answer.columns.length === 0) {
    return [];
  }

  const types = columnTypes(answer.toArrowIPC());
  const conversion = new Conversion(answer.length === 1);
  const given = answer.rows();
  const width = binding.flags > 0 ? statement.items.length : answer.columns.length;
  const rows = given.map((/** @type {any[]} */ row) => row.slice(0, width).map((value, index) => conversion.flagged(value, types[index], row[width + index])));
  await settle(run, conversion.doubts);
  if (statement.type === 'r') {
    await checkColumns(run, binding, answer.columns, types, given);
  }

  return rows;
}

/** @param {any} counters @returns {import('./result.js').Counters} */
function countersOf(counters) {
  return {
    ...noChanges(),
    nodesCreated: counters.nodesCreated,
    nodesDeleted: counters.nodesDeleted,
    relationshipsCreated: counters.edgesCreated,
    relationshipsDeleted: counters.edgesDeleted,
    propertiesSet: counters.propertiesSet,
    labelsAdded: counters.labelsAdded,
    labelsRemoved: counters.labelsRemoved,
  };
}
