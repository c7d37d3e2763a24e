// @ts-check
import { Neo4jError } from '../errors/neo4j-error.js';
import { unquote } from './lexer.js';
import { isClause } from './statement.js';
import { unwoundRows } from './unwinding.js';

/** @typedef {import('./lexer.js').Token} Token */

const STORING = new Set(['CREATE', 'MERGE', 'SET']);
const OTHER = new Set(['MATCH', 'WITH', 'RETURN', 'UNWIND', 'WHERE', 'DELETE', 'REMOVE', 'FOREACH', 'CALL', 'YIELD', 'UNION']);

/**
 * Refuses properties that Neo4j cannot store (maps, lists of lists, lists of several types) and the engine would: in literals, in parameters and
 * in what UNWIND takes from a parameter.
 * @param {Token[]} found
 * @param {Map<string, any>} parameters
 */
export function checkProperties(found, parameters) {
  const unwound = unwoundRows(found, parameters);
  let storing = false;
  found.forEach((token, index) => {
    if ((STORING.has(token.upper) || OTHER.has(token.upper)) && isClause(found, index)) {
      storing = STORING.has(token.upper);
    }

    if (!storing) {
      return;
    }

    const next = found[index + 1];
    const before = found[index - 1];
    const key = token.text === ':' && before && (found[index - 2]?.text === '{' || found[index - 2]?.text === ',');
    const assigned = token.text === '=' && found[index - 2]?.text === '.';
    const whole = (token.text === '=' && before?.kind !== 'symbol' && !assigned) || token.text === '+=';
    if ((key || assigned) && (next?.text === '{' || (next?.text === '[' && isMixed(found, index + 1)))) {
      throw notStorable();
    }

    if (key || assigned) {
      valuesOf(found, index + 1, parameters, unwound).forEach(checkValue);
    } else if (whole || (token.kind === 'parameter' && found[index + 1]?.text === ')')) {
      valuesOf(found, whole ? index + 1 : index, parameters, unwound).forEach((value) => {
        if (value instanceof Map) {
          [...value.values()].forEach(checkValue);
        }
      });
    }
  });
}

/** @param {Token[]} found @param {number} open @returns {boolean} whether a list has lists in it, or literals of several types */
function isMixed(found, open) {
  const kinds = new Set();
  for (let at = open + 1; found[at] && found[at]?.text !== ']'; at++) {
    if (found[at]?.text === '[') {
      return true;
    }

    if (found[at]?.kind === 'string' || found[at]?.kind === 'number') {
      kinds.add(found[at]?.kind);
    }
  }

  return kinds.size > 1;
}

/** @param {Token[]} found @param {number} at @param {Map<string, any>} parameters @param {Map<string, any[]>} unwound @returns {any[]} what the expression there can be, as far as it is known */
function valuesOf(found, at, parameters, unwound) {
  const token = found[at];
  const property = found[at + 1]?.text === '.' ? unquote(found[at + 2]?.text ?? '') : null;
  const inside = (/** @type {any} */ value) => (property === null ? value : value instanceof Map ? value.get(property) : null);
  if (token?.kind === 'parameter') {
    return [inside(parameters.get(unquote(token.text.slice(1))))];
  }

  return (token?.kind === 'word' ? unwound.get(token.text) : undefined)?.map(inside) ?? [];
}

/** @param {any} value */
function checkValue(value) {
  const kind = (/** @type {any} */ item) => (typeof item === 'object' ? item?.constructor.name : typeof item);
  if (value instanceof Map || (Array.isArray(value) && (value.some((item) => item === null || Array.isArray(item) || item instanceof Map) || new Set(value.map(kind)).size > 1))) {
    throw notStorable();
  }
}

const notStorable = () => new Neo4jError('Neo.ClientError.Statement.TypeError', 'Property values can only be of primitive types or arrays thereof.');
