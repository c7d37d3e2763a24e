// @ts-check
import { syntaxError, unsupported } from '../errors/neo4j-error.js';
import { CLAUSE_WORDS, FUNCTIONS } from './functions.js';
import { checkLiterals } from './literal-check.js';
import { tokens, unquote } from './lexer.js';

/** @typedef {import('./lexer.js').Token} Token */

/**
 * What is known of a statement before it runs. `columns`: the names Neo4j gives its result, null where only the engine knows them.
 * `items`: the expressions of its result as ranges of tokens; `named`: whether an alias or a single name names it.
 * @typedef {{first: number, end: number, named: boolean}} Item
 * @typedef {{text: string, tokens: Token[], writes: boolean, type: 'r' | 'w' | 'rw', columns: string[] | null, items: Item[]}} Statement
 */

const WRITING = new Set(['CREATE', 'MERGE', 'SET', 'DELETE', 'REMOVE', 'FOREACH']);
const RESERVED = new Set(['_id', '_labels', '_source', '_target', '_type']);
const LONGEST = 4 << 20;

/**
 * Reads a statement and refuses what the engine would answer otherwise than Neo4j.
 * @param {string} text
 * @returns {Statement}
 */
export function analyse(text) {
  if (text.length > LONGEST) {
    throw unsupported(`A statement of more than ${LONGEST} characters`);
  }

  const found = tokens(text);
  while (found.at(-1)?.text === ';') {
    found.pop();
  }

  if (found.length === 0) {
    throw syntaxError('Unexpected end of input: expected a query');
  }

  refuse(found);
  checkLiterals(found);
  const writes = found.some((token, index) => WRITING.has(token.upper) && isClause(found, index));
  const last = found.findLast((token, index) => token.depth === 0 && (token.upper === 'MATCH' || token.upper === 'WITH' || token.upper === 'UNWIND' || token.upper === 'RETURN') && isClause(found, index) && found[index - 1]?.upper !== 'STARTS' && found[index - 1]?.upper !== 'ENDS');
  if (!writes && last && last.upper !== 'RETURN') {
    throw syntaxError(`Query cannot conclude with ${last.upper} (must be a RETURN clause, an update clause or a procedure call)`);
  }

  /** @type {Item[]} */
  const items = [];
  const columns = columnsOf(text, found, items);
  const type = !writes ? 'r' : found.some((token, index) => token.upper === 'RETURN' && isClause(found, index)) ? 'rw' : 'w';
  return { text: text.slice(0, found[found.length - 1]?.end ?? 0), tokens: found, writes, type, columns, items };
}

/** @param {Token[]} found */
function refuse(found) {
  const first = found[0]?.upper ?? '';
  if (first === 'EXPLAIN' || first === 'PROFILE' || first === 'USE' || first === 'CYPHER') {
    throw unsupported(first);
  }

  found.forEach((token, index) => {
    const next = found[index + 1];
    const before = found[index - 1];
    if (token.upper === 'LOAD' && next?.upper === 'CSV') {
      throw unsupported('LOAD CSV');
    }

    if ((token.upper === 'CREATE' || token.upper === 'MERGE') && isClause(found, index) && next?.kind === 'word' && found[index + 2]?.text === '=') {
      throw unsupported(`A name for a path in ${token.upper}`);
    }

    if (token.upper === 'IN' && next?.upper === 'TRANSACTIONS') {
      throw unsupported('CALL … IN TRANSACTIONS');
    }

    if ((token.kind === 'word' || token.kind === 'name') && RESERVED.has(unquote(token.text))) {
      throw unsupported(`The name ${token.text}, which its engine keeps for itself,`);
    }

    if (token.kind === 'word' && next?.text === '(' && before?.text !== ':' && before?.text !== '|' && before?.text !== '&' && !CLAUSE_WORDS.has(token.upper)
      && (before?.text === '.' || !FUNCTIONS.has(token.text.toLowerCase())) && !isProcedure(found, index)) {
      const name = before?.text === '.' ? `${found[index - 2]?.text ?? ''}.${token.text}` : token.text;
      throw syntaxError(`Unknown function '${name}' (offset: ${token.start}): Neo4j or this emulator of it does not have it`);
    }
  });
}

/** @param {Token[]} found @param {number} index @returns {boolean} whether the name belongs to CALL a.b.c( */
function isProcedure(found, index) {
  let at = index;
  while (found[at - 1]?.text === '.') {
    at -= 2;
  }

  return found[at - 1]?.upper === 'CALL';
}

/** @param {Token[]} found @param {number} index @returns {boolean} whether a word begins a clause rather than names something */
export function isClause(found, index) {
  const before = found[index - 1]?.text;
  const next = found[index + 1]?.text;
  return before !== '.' && before !== ':' && before !== '|' && before !== '&' && next !== ':' && next !== '.';
}

/**
 * The names of the columns: an alias, or the expression as it is written.
 * @param {string} text
 * @param {Token[]} found
 * @param {Item[]} items takes the columns
 * @returns {string[] | null}
 */
function columnsOf(text, found, items) {
  const start = found.findLastIndex((token, index) => token.upper === 'RETURN' && token.depth === 0 && isClause(found, index));
  if (start < 0) {
    return null;
  }

  let first = found[start + 1]?.upper === 'DISTINCT' ? start + 2 : start + 1;
  /** @type {string[]} */
  const names = [];
  for (let index = first; index <= found.length; index++) {
    const token = found[index];
    const ends = !token || (token.depth === 0 && ((token.upper === 'ORDER' && found[index + 1]?.upper === 'BY') || ((token.upper === 'SKIP' || token.upper === 'LIMIT' || token.upper === 'OFFSET' || token.upper === 'UNION') && isClause(found, index))));
    if (!ends && !(token.depth === 0 && token.text === ',')) {
      continue;
    }

    const last = found[index - 1];
    if (index === first || !last) {
      throw syntaxError('Invalid input: expected an expression after RETURN');
    }

    if (found[first]?.text === '*') {
      return null;
    }

    const as = found[index - 2];
    const named = index - first > 2 && as?.upper === 'AS' && as.depth === 0;
    items.push({ first, end: named ? index - 2 : index, named: named || index - first === 1 });
    names.push(named ? unquote(last.text) : nameOf(text.slice(found[first]?.start, last.end), index - first === 1 ? last : null));
    if (ends) {
      break;
    }

    first = index + 1;
  }

  if (new Set(names).size !== names.length) {
    throw syntaxError('Multiple result columns with the same name are not supported');
  }

  return names;
}

/** @param {string} written @param {Token | null} single @returns {string} */
const nameOf = (written, single) => (single?.kind === 'name' ? unquote(written) : written);
