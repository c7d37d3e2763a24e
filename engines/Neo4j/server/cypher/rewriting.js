// @ts-check
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
  const put = (/** @type {number} */ index, /** @type {string} */ open, /** @type {string} */ close) => {
    const depth = found[index]?.depth;
    marks.set(index, open);
    marks.set(found.findIndex((each, at) => at > index + 1 && each.depth === depth && each.text === ')'), close);
  };
  found.forEach((token, index) => {
    if (found[index + 1]?.text !== '(') {
      return;
    }

    if (token.upper === 'SUM') {
      put(index, 'coalesce(sum', '), 0)');
    } else if (token.upper === 'TOSTRING' && needsText(found, index)) {
      put(index, `head([${NAME} IN [`, `] | ${textOf(NAME)}])`);
      marks.set(index + 1, '');
    } else if (TEMPORAL.has(token.upper) && mayBeText(found, index)) {
      const read = `${token.text}(${NAME})`;
      put(index, `head([${NAME} IN [`, `] | CASE WHEN ${NAME} IS NOT NULL AND ${read} IS NULL THEN ${REFUSED_TEMPORAL} / 0 ELSE ${read} END])`);
      marks.set(index + 1, '');
    }
  });
  return marks;
}

/** @param {Token[]} found @param {number} index of date or another @returns {boolean} whether it reads a text that only the engine knows */
function mayBeText(found, index) {
  const depth = found[index]?.depth ?? 0;
  const first = found[index + 2];
  const end = found.findIndex((each, at) => at > index + 1 && each.depth === depth && each.text === ')');
  return first !== undefined && end > index + 2 && first.kind !== 'string' && first.text !== '{' && !found.slice(index + 2, end).some((each) => each.depth === depth + 1 && each.text === ',');
}

/** @param {Token[]} found @param {number} index of toString @returns {boolean} whether its value may be a float */
function needsText(found, index) {
  const depth = found[index]?.depth ?? 0;
  const end = found.findIndex((each, at) => at > index + 1 && each.depth === depth && each.text === ')');
  const inside = found.slice(index + 2, end);
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
