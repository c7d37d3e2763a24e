// @ts-check
import { closings } from './lexer.js';
import { isInteger, isWholeFloat } from './number-type.js';
import { unsupported } from '../errors/neo4j-error.js';

/** @typedef {import('./lexer.js').Token} Token */

/**
 * What a statement divides by nothing where it meets a value it cannot go on with, since the engine has no function that ends a statement: its
 * error then has this number in it. A float that toString cannot write; a text that is no date or time.
 */
export const REFUSED_FLOAT = 987654321, REFUSED_TEMPORAL = 987654322;

const TEMPORAL = new Set(['DATE', 'DATETIME', 'LOCALDATETIME', 'TIME', 'LOCALTIME', 'DURATION']);
const AGGREGATES = new Set(['SUM', 'AVG', 'MIN', 'MAX', 'COLLECT']);
const NAME = 'labValue0';

/**
 * Functions that the engine answers otherwise than Neo4j, written so that it does not: the sum of nothing is 0, not null; the text of a whole
 * float ends in `.0`; a text that is no date is an error, not null.
 * @param {Token[]} found
 * @returns {Map<number, string>} what stands instead of a token
 */
export function rewrites(found) {
  /** @type {Map<number, string>} */
  const marks = new Map();
  const closed = closings(found);
  found.forEach((token, index) => {
    const end = found[index + 1]?.text === '(' ? closed.get(index + 1) : undefined;
    if (end === undefined) {
      return;
    }

    const inside = found.slice(index + 2, end);
    if (token.upper === 'SUM') {
      marks.set(index, 'coalesce(sum');
      marks.set(end, '), 0)');
    } else if (token.upper === 'TOSTRING' && needsText(inside)) {
      around(marks, index, end, textOf(NAME));
    } else if (TEMPORAL.has(token.upper) && mayBeText(inside)) {
      const read = `${token.text}(${NAME})`;
      around(marks, index, end, `CASE WHEN ${NAME} IS NOT NULL AND ${read} IS NULL THEN ${REFUSED_TEMPORAL} / 0 ELSE ${read} END`);
    }
  });
  return marks;
}

/**
 * Gives a function's argument a name, and puts an expression in the function's place.
 * @param {Map<number, string>} marks @param {number} index of the function @param {number} end of its bracket @param {string} expression
 */
function around(marks, index, end, expression) {
  marks.set(index, `head([${NAME} IN [`);
  marks.set(index + 1, '');
  marks.set(end, `] | ${expression}])`);
}

/** @param {Token[]} inside date or another @returns {boolean} whether it reads a text that only the engine knows */
function mayBeText(inside) {
  const first = inside[0];
  return first !== undefined && first.kind !== 'string' && first.text !== '{' && !inside.some((each) => each.depth === first.depth && each.text === ',');
}

/** @param {Token[]} inside toString @returns {boolean} whether its value may be a float */
function needsText(inside) {
  const aggregate = inside.find((token, at) => AGGREGATES.has(token.upper) && inside[at + 1]?.text === '(');
  if (aggregate) {
    throw unsupported(`toString around ${aggregate.text} (WITH … AS name before it gives it a name)`);
  }

  return !(inside[0]?.upper === 'COUNT' && inside[1]?.text === '(');
}

/**
 * Java writes a float with a point from 0.001 on and below 10,000,000, others with an exponent, which the engine does not.
 * @param {string} name @returns {string}
 */
function textOf(name) {
  const size = `abs(${name})`;
  return `CASE WHEN ${isInteger(name)} OR (${name} - ${name} + 1) IS NULL THEN toString(${name}) WHEN ${size} <> 0 AND (${size} < 0.001 OR ${size} >= 10000000) THEN ${REFUSED_FLOAT} / 0`
    + ` WHEN ${isWholeFloat(name)} THEN toString(${name}) + '.0' ELSE toString(${name}) END`;
}
