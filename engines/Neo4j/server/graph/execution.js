// @ts-check
import { Neo4jError, unsupported } from '../errors/neo4j-error.js';
import { fromGrafeo } from '../errors/from-grafeo.js';
import { literal, needsLiteral, toEngine } from '../cypher/literals.js';
import { unquote } from '../cypher/lexer.js';
import { checkMerge } from '../cypher/merge.js';
import { checkProperties } from '../cypher/property-check.js';
import { columnTypes } from './arrow-schema.js';
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
  const { text, values } = bind(statement, parameters);
  checkMerge(statement.tokens, parameters);
  if (statement.writes) {
    checkProperties(statement.tokens, parameters);
  }

  let answer;
  try {
    answer = await run(text, values);
  } catch (error) {
    throw fromGrafeo(error);
  }

  if (answer.length > MOST_ROWS) {
    throw new Neo4jError('Neo.TransientError.General.MemoryPoolOutOfMemoryError', `The result has more than ${MOST_ROWS} rows: this server holds a result in memory.`);
  }

  const returns = statement.columns !== null || !statement.writes || answer.length > 0;
  return {
    fields: returns ? statement.columns ?? answer.columns : [],
    rows: await convert(run, answer, statement.type === 'r' ? { text, values } : null),
    counters: countersOf(answer.counters),
    type: statement.type,
  };
}

/**
 * Puts into the text what the engine's parameters cannot carry.
 * @param {Statement} statement @param {Map<string, any>} parameters
 */
function bind(statement, parameters) {
  /** @type {Record<string, any>} */
  const values = {};
  /** @type {Map<string, string>} */
  const literals = new Map();
  let text = '';
  let at = 0;
  const write = (/** @type {number} */ start, /** @type {number} */ end, /** @type {string} */ what) => {
    text += statement.text.slice(at, start) + what;
    at = end;
  };
  const sums = sumsOf(statement.tokens);
  for (const [index, token] of statement.tokens.entries()) {
    const around = sums.get(index);
    if (around) {
      write(token.start, token.end, around === 'open' ? 'coalesce(sum' : '), 0)');
    }

    if (token.kind !== 'parameter') {
      continue;
    }

    const name = unquote(token.text.slice(1));
    if (!parameters.has(name)) {
      throw new Neo4jError('Neo.ClientError.Statement.ParameterMissing', `Expected parameter(s): ${name}`);
    }

    const value = parameters.get(name);
    if (!needsLiteral(value)) {
      values[name] = toEngine(value);
      continue;
    }

    let written = literals.get(name);
    if (written === undefined) {
      written = literal(value);
      literals.set(name, written);
    }

    write(token.start, token.end, written);
  }

  return { text: text + statement.text.slice(at), values };
}

/**
 * The sum of nothing is 0, which the engine takes for null.
 * @param {import('../cypher/lexer.js').Token[]} found
 * @returns {Map<number, 'open' | 'close'>} the tokens to put something around
 */
function sumsOf(found) {
  /** @type {Map<number, 'open' | 'close'>} */
  const marks = new Map();
  found.forEach((token, index) => {
    if (token.upper === 'SUM' && found[index + 1]?.text === '(') {
      marks.set(index, 'open');
      marks.set(found.findIndex((each, at) => at > index + 1 && each.depth === token.depth && each.text === ')'), 'close');
    }
  });
  return marks;
}

/**
 * @param {Run} run @param {any} answer @param {{text: string, values: any} | null} query what may run again, as it changes nothing
 * @returns {Promise<any[][]>}
 */
async function convert(run, answer, query) {
  if (answer.length === 0 || answer.columns.length === 0) {
    return [];
  }

  const types = columnTypes(answer.toArrowIPC());
  const conversion = new Conversion(answer.length === 1);
  const rows = answer.rows().map((/** @type {any[]} */ row) => row.map((value, index) => conversion.convert(value, types[index])));
  await settle(run, conversion.doubts);
  if (query && rows.length > 1) {
    await checkColumns(run, query, answer.columns, types, rows);
  }

  return rows;
}

/**
 * Refuses a column in which integers and whole floats stand side by side: the engine tells one type for all.
 * @param {Run} run @param {{text: string, values: any}} query @param {string[]} columns
 * @param {import('./arrow-schema.js').ColumnType[]} types @param {any[][]} rows
 */
async function checkColumns(run, query, columns, types, rows) {
  for (const [index, column] of columns.entries()) {
    const kind = types[index]?.kind;
    const doubtful = kind === 'float' ? rows.some((row) => Number.isInteger(row[index]))
      : kind === 'string' || kind === 'other' ? rows.some((row) => typeof row[index] === 'bigint') : false;
    if (!doubtful) {
      continue;
    }

    const wrong = kind === 'float' ? '(labValue * 2 + 1) / 2 = labValue' : 'toFloat(toInteger(labValue)) = labValue AND (labValue * 2 + 1) / 2 <> labValue';
    const answer = await run(`CALL { ${query.text} } WITH \`${column.replaceAll('`', '``')}\` AS labValue WHERE ${wrong} RETURN count(*)`, query.values);
    if (Number(answer.rows()[0][0]) > 0) {
      throw unsupported('A column that mixes integers with floats');
    }
  }
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
