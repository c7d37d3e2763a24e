// @ts-check
import { syntaxError, unsupported } from '../errors/neo4j-error.js';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../types/temporal.js';

/** @typedef {import('./lexer.js').Token} Token */

const LARGEST_INTEGER = 2n ** 63n;

/** How the text of each temporal function is read. */
const TEMPORAL = /** @type {Record<string, (text: string) => object | null>} */ ({
  DATE: parseDate, DATETIME: parseDateTime, LOCALDATETIME: parseDateTime, TIME: parseTime, LOCALTIME: parseTime, DURATION: parseDuration,
});

/**
 * Refuses literals that the engine reads otherwise than Neo4j.
 * @param {Token[]} found
 */
export function checkLiterals(found) {
  found.forEach((token, index) => {
    const next = found[index + 1];
    if (token.kind === 'number' && /^\d+$/.test(token.text) && BigInt(token.text) >= LARGEST_INTEGER + (found[index - 1]?.text === '-' ? 1n : 0n)) {
      throw syntaxError(`integer is too large: ${token.text} (offset: ${token.start})`);
    }

    if (token.upper === 'EXISTS' && next?.text === '(' && found[index + 2]?.text !== '(') {
      throw syntaxError('The property existence syntax `... exists(variable.property)` is no longer supported. Please use `variable.property IS NOT NULL` instead.');
    }

    if ((token.text === '<' || token.text === '<=' || token.text === '>' || token.text === '>=') && next?.text === '[') {
      throw unsupported(`A comparison ${token.text} of lists`);
    }

    if (Object.hasOwn(TEMPORAL, token.upper) && next?.text === '(' && found[index + 2]?.kind === 'string') {
      checkTemporal(token.upper, unescape(found[index + 2]?.text ?? ''));
    }

    if (token.text === '+' && next) {
      checkPlus(found[index - 1], next);
    }

    if (token.upper === 'TOINTEGER' && next?.text === '(' && /^['"].*[.eE]/.test(found[index + 2]?.text ?? '')) {
      throw unsupported('toInteger of a text with a fraction');
    }

    if (token.text === '[') {
      checkList(found, index);
    }
  });
}

/** @param {string} name @param {string} text */
function checkTemporal(name, text) {
  if (TEMPORAL[name]?.(text) === null) {
    throw syntaxError(`Text cannot be parsed to a value of ${name.toLowerCase()}, or is in a form that this server does not read: '${text}'`);
  }

  const digits = /[.,](\d+)/.exec(text)?.[1]?.replace(/0+$/, '').length ?? 0;
  if (text.includes('[') || (name === 'DATETIME' && digits > 6) || (name === 'LOCALDATETIME' && digits > 3)) {
    throw unsupported(`A value of ${name.toLowerCase()} with a named zone or finer than a ${name === 'DATETIME' ? 'microsecond' : 'millisecond'}`);
  }
}

/** @param {Token | undefined} left @param {Token} right */
function checkPlus(left, right) {
  const float = (/** @type {Token | undefined} */ token) => token?.kind === 'number' && !/^(?:\d+|0[xo].*)$/.test(token.text);
  if ((left?.kind === 'number' && right.kind === 'string') || (left?.kind === 'string' && float(right)) || (left?.text === ']' && (right.kind === 'number' || right.kind === 'string'))) {
    throw unsupported(`${left?.text} + ${right.text}`);
  }
}

/** @param {Token[]} found @param {number} open */
function checkList(found, open) {
  const depth = (found[open]?.depth ?? 0) + 1;
  /** @type {Set<string>} */
  const kinds = new Set();
  for (let at = open + 1; found[at] && !(found[at]?.depth === depth - 1 && found[at]?.text === ']'); at++) {
    const token = found[at];
    const alone = (found[at - 1]?.text === ',' || at - 1 === open || found[at - 1]?.text === '-') && (found[at + 1]?.text === ',' || found[at + 1]?.text === ']');
    if (token?.depth === depth && alone && token.upper !== 'NULL') {
      kinds.add(token.kind !== 'number' ? 'other' : /^(?:\d+|0[xo].*)$/.test(token.text) ? 'integer' : 'float');
    }
  }

  if (kinds.has('float') && kinds.size > 1) {
    throw unsupported('A list that mixes floats with other values');
  }
}

/** @param {string} literal @returns {string} */
const unescape = (literal) => literal.slice(1, -1);
