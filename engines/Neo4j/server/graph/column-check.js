// @ts-check
import { isInteger, isWholeFloat } from '../cypher/number-type.js';
import { unsupported } from '../errors/neo4j-error.js';
import { TEMPORAL } from './conversion.js';

/** @typedef {import('./arrow-schema.js').ColumnType} ColumnType */

/**
 * Refuses a column in which integers and whole floats, or texts and dates or times, stand side by side, also inside lists and maps: the engine tells
 * one type for all. Where
 * its values leave that open, the statement, which changes nothing, runs once more and says whether it is so.
 * @param {import('./execution.js').Run} run @param {import('../cypher/binding.js').Binding} binding of the statement @param {string[]} columns
 * @param {ColumnType[]} types @param {any[][]} rows as the engine gives them
 */
export async function checkColumns(run, binding, columns, types, rows) {
  for (const [index, column] of columns.entries()) {
    const wrong = condition('labValue', types[index], rows.map((row) => row[index]), 0);
    if (wrong === null) {
      continue;
    }

    const answer = await run(`CALL { ${binding.named()} } WITH \`${binding.nameOf(index, column).replaceAll('`', '``')}\` AS labValue WHERE ${wrong} RETURN count(*)`, binding.values);
    if (Number(answer.rows()[0][0]) > 0) {
      throw unsupported('A column, list or map that mixes integers with floats, or texts with dates or times,');
    }
  }
}

/**
 * @param {string} expression @param {ColumnType | undefined} type @param {any[]} values that share the type @param {number} depth
 * @returns {string | null} what is true for a value that has another type than its column tells; null when none can have
 */
function condition(expression, type, values, depth) {
  const there = values.filter((value) => value !== null && value !== undefined);
  if (there.length === 0 || type === undefined) {
    return null;
  }

  switch (type.kind) {
    case 'float':
      return there.length > 1 && there.some((value) => Number.isInteger(value)) ? isInteger(expression) : null;
    case 'string': case 'other':
      return anyOf([
        there.some((value) => Number.isInteger(value)) ? isWholeFloat(expression) : null,
        there.length > 1 && there.some((value) => typeof value === 'string' && TEMPORAL.test(value)) ? isTemporal(expression) : null,
      ]);
    case 'list': {
      const item = `labItem${depth}`;
      const inner = condition(item, type.children.values().next().value, there.filter(Array.isArray).flat(), depth + 1);
      return inner === null ? null : `any(${item} IN ${expression} WHERE ${inner})`;
    }
    case 'struct': {
      // The properties of nodes and relationships are settled by themselves.
      if (type.children.has('_id')) {
        return null;
      }

      return anyOf([...type.children].map(([key, child]) =>
        condition(`${expression}.\`${key.replaceAll('`', '``')}\``, child, there.map((value) => value[key]), depth)));
    }
    default:
      return null;
  }
}

/** @param {(string | null)[]} conditions @returns {string | null} */
function anyOf(conditions) {
  const those = conditions.filter((each) => each !== null);
  return those.length === 0 ? null : `(${those.join(' OR ')})`;
}

/** @param {string} expression @returns {string} a condition: true for a date, a time or a duration that stands among texts */
const isTemporal = (expression) =>
  `(NOT coalesce(${expression} STARTS WITH '', false) AND coalesce(toString(${expression}) =~ '^([+-]?[0-9]{4,9}-[0-9]|[0-9]{2}:|-?P).*', false))`;
