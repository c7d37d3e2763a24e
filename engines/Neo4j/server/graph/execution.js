// @ts-check
import { Neo4jError, unsupported } from '../errors/neo4j-error.js';
import { fromGrafeo } from '../errors/from-grafeo.js';
import { literal, needsLiteral, toEngine } from '../cypher/literals.js';
import { unquote } from '../cypher/lexer.js';
import { checkMerge } from '../cypher/merge.js';
import { checkProperties } from '../cypher/property-check.js';
import { Node } from '../types/values.js';
import { columnTypes } from './arrow-schema.js';
import { Conversion } from './conversion.js';
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
  await resolve(run, [...conversion.doubts.values()]);
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

/**
 * Asks for the types of properties that a column of many entities, or a path, does not tell. A whole number is an integer when dividing it by
 * two takes away the half: (2n + 1) / 2 = n.
 * @param {Run} run @param {{entity: any, raw: any}[]} doubts
 */
async function resolve(run, doubts) {
  /** @type {Map<string, {entity: any, raw: any}[]>} */
  const groups = new Map();
  for (const doubt of doubts) {
    for (const [key, value] of Object.entries(doubt.raw)) {
      const kind = typeof (Array.isArray(value) ? value[0] : value);
      if (kind === 'number' || kind === 'string') {
        const group = `${doubt.entity instanceof Node ? 'n' : 'r'}${kind === 'string' ? 's' : Array.isArray(value) ? 'l' : 'v'}${key}`;
        groups.set(group, [...(groups.get(group) ?? []), doubt]);
      }
    }
  }

  for (const [group, members] of groups) {
    const pattern = group[0] === 'n' ? '(x)' : '()-[x]->()';
    const property = `x.\`${group.slice(2).replaceAll('`', '``')}\``;
    if (group[1] === 's') {
      await resolveText(run, pattern, property, group.slice(2), members);
    } else {
      await resolveNumbers(run, pattern, group[1] === 'l' ? `${property}[0]` : property, group.slice(2), members);
    }
  }
}

/** @param {Run} run @param {string} pattern @param {string} property @param {string} key @param {{entity: any, raw: any}[]} members */
async function resolveNumbers(run, pattern, property, key, members) {
  const ids = [...new Set(members.map((member) => Number(member.entity.id)))];
  const answer = await run(`UNWIND $ids AS i MATCH ${pattern} WHERE id(x) = i AND (${property} * 2 + 1) / 2 = ${property} RETURN id(x)`, { ids });
  const integers = new Set(answer.rows().map((/** @type {any[]} */ row) => Number(row[0])));
  for (const { entity, raw } of members) {
    const one = (/** @type {number} */ value) => (integers.has(Number(entity.id)) ? BigInt(value) : value);
    entity.properties.set(key, Array.isArray(raw[key]) ? raw[key].map(one) : one(raw[key]));
  }
}

/** @param {Run} run @param {string} pattern @param {string} property @param {string} key @param {{entity: any, raw: any}[]} members */
async function resolveText(run, pattern, property, key, members) {
  for (const { entity } of members) {
    const answer = await run(`MATCH ${pattern} WHERE id(x) = $id RETURN ${property}`, { id: Number(entity.id) });
    if (answer.length === 1) {
      entity.properties.set(key, new Conversion(true).convert(answer.rows()[0][0], columnTypes(answer.toArrowIPC())[0]));
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
