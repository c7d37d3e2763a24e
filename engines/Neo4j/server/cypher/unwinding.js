// @ts-check
import { unquote } from './lexer.js';

/**
 * What UNWIND $parameter AS name goes through, since that is known before the statement runs.
 * @param {import('./lexer.js').Token[]} found @param {Map<string, any>} parameters
 * @returns {Map<string, any[]>} the rows for each name, as the statement writes it
 */
export function unwoundRows(found, parameters) {
  /** @type {Map<string, any[]>} */
  const rows = new Map();
  found.forEach((clause, index) => {
    const [list, as, alias] = [found[index + 1], found[index + 2], found[index + 3]];
    if (clause.upper === 'UNWIND' && list?.kind === 'parameter' && as?.upper === 'AS' && alias && !rows.has(alias.text)) {
      const value = parameters.get(unquote(list.text.slice(1)));
      rows.set(alias.text, Array.isArray(value) ? value : []);
    }
  });
  return rows;
}
