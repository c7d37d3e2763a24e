// @ts-check
import { Neo4jError, unsupported } from '../errors/neo4j-error.js';
import { isClause } from './statement.js';
import { unquote } from './lexer.js';
import { unwoundRows } from './unwinding.js';

/** @typedef {import('./lexer.js').Token} Token */

/**
 * Refuses MERGE on a null property, as Neo4j does; the engine would make a node without the property. What a key's value can be is therefore
 * limited to what can be looked at before: literals, parameters, and what UNWIND takes from a parameter.
 * @param {Token[]} found
 * @param {Map<string, any>} parameters
 */
export function checkMerge(found, parameters) {
  const unwound = unwoundRows(found, parameters);
  found.forEach((token, index) => {
    if (token.upper !== 'MERGE' || !isClause(found, index)) {
      return;
    }

    for (let at = index + 1; at < found.length; at++) {
      const current = found[at];
      if (!current || (current.depth === token.depth && current.kind === 'word' && current.text !== 'shortestPath' && found[at + 1]?.text !== '=')) {
        break;
      }

      if (current.text === '{') {
        at = checkMap(found, at, parameters, unwound);
      }
    }
  });
}

/** @param {Token[]} found @param {number} open @param {Map<string, any>} parameters @param {Map<string, any[]>} unwound @returns {number} where the map ends */
function checkMap(found, open, parameters, unwound) {
  const inside = (found[open]?.depth ?? 0) + 1;
  let at = open + 1;
  while (found[at] && found[at]?.text !== '}') {
    const key = unquote(found[at]?.text ?? '');
    const first = at + 2;
    let end = first;
    while (found[end] && !(found[end]?.depth === inside && found[end]?.text === ',') && !(found[end]?.depth === inside - 1 && found[end]?.text === '}')) {
      end++;
    }

    checkValue(key, found.slice(first, end), unwound, parameters);
    at = found[end]?.text === ',' ? end + 1 : end;
  }

  return at;
}

/** @param {string} key @param {Token[]} value @param {Map<string, any[]>} unwound @param {Map<string, any>} parameters */
function checkValue(key, value, unwound, parameters) {
  const [first, dot, property] = value;
  const isNull = (/** @type {any} */ item) => item === null || item === undefined;
  const rows = first?.kind === 'word' ? unwound.get(first.text) : undefined;
  if (first?.kind === 'parameter' && (value.length === 1 || (value.length === 3 && dot?.text === '.'))) {
    const whole = parameters.get(unquote(first.text.slice(1)));
    const item = value.length === 1 ? whole : whole instanceof Map ? whole.get(unquote(property?.text ?? '')) : null;
    if (isNull(item) && parameters.has(unquote(first.text.slice(1)))) {
      throw nullKey(key);
    }
  } else if (rows && value.length === 1 ? rows.some(isNull) : rows && value.length === 3 && dot?.text === '.'
    ? rows.some((row) => isNull(row instanceof Map ? row.get(unquote(property?.text ?? '')) : null)) : false) {
    throw nullKey(key);
  } else if (value.length === 1 && first?.upper === 'NULL') {
    throw nullKey(key);
  } else if (!(rows && (value.length === 1 || value.length === 3)) && !value.every((token) => token.kind === 'string' || token.kind === 'number' || token.text === '-' || token.text === '+' || token.upper === 'TRUE' || token.upper === 'FALSE')) {
    throw unsupported(`MERGE with an expression as the value of '${key}' (allowed are literals, parameters and what UNWIND takes from a parameter)`);
  }
}

/** @param {string} key @returns {Neo4jError} */
const nullKey = (key) => new Neo4jError('Neo.ClientError.Statement.SemanticError', `Cannot merge the following node because of null property value for '${key}'`);
