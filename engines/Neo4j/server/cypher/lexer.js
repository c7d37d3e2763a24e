// @ts-check
import { syntaxError } from '../errors/neo4j-error.js';

/**
 * A token. `word`: a name or keyword (`upper` is it in capitals); `name`: one in backticks; `depth`: how many brackets are open around it.
 * @typedef {{kind: 'word' | 'name' | 'string' | 'number' | 'parameter' | 'symbol', text: string, upper: string, start: number, end: number, depth: number}} Token
 */

const PATTERN = /(\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(`(?:[^`]|``)*`)|(\$(?:`(?:[^`]|``)*`|[\p{L}\p{N}_]+))|((?:0x[0-9a-fA-F]+|0o[0-7]+|(?:\d+(?:\.(?!\.)\d+)?|\.\d+)(?:[eE][+-]?\d+)?))|([\p{L}_][\p{L}\p{N}_]*)|(<>|<=|>=|=~|\.\.|\+=|::|[^\s])/uy;
const DEEPEST = 100;
const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/**
 * Splits a statement into tokens.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */
  const found = [];
  const pattern = new RegExp(PATTERN.source, PATTERN.flags);
  let depth = 0;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) {
      throw syntaxError(`Invalid input at offset ${start}`);
    }

    if (match[1] !== undefined) {
      continue;
    }

    const token = match[0];
    if (match[7] !== undefined && (token === "'" || token === '"' || token === '`')) {
      throw syntaxError(`Failed to parse string literal. The query must contain an even number of non-escaped quotes. (offset: ${start})`);
    }

    if (CLOSING.has(token)) {
      depth--;
    }

    /** @type {Token['kind']} */
    const kind = match[2] !== undefined ? 'string' : match[3] !== undefined ? 'name' : match[4] !== undefined ? 'parameter'
      : match[5] !== undefined ? 'number' : match[6] !== undefined ? 'word' : 'symbol';
    found.push({ kind, text: token, upper: kind === 'word' ? token.toUpperCase() : '', start, end: pattern.lastIndex, depth });
    if (OPENING.has(token) && ++depth > DEEPEST) {
      throw syntaxError(`A statement may nest ${DEEPEST} deep. (offset: ${start})`);
    }
  }

  return found;
}

/**
 * @param {Token[]} found
 * @returns {Map<number, number>} for each opening bracket, where it is closed
 */
export function closings(found) {
  /** @type {Map<number, number>} */
  const closed = new Map();
  /** @type {number[]} */
  const open = [];
  found.forEach((token, index) => {
    if (OPENING.has(token.text)) {
      open.push(index);
    } else if (CLOSING.has(token.text)) {
      const start = open.pop();
      if (start !== undefined) {
        closed.set(start, index);
      }
    }
  });
  return closed;
}

/** @param {string} text a name as it stands in a statement @returns {string} without its backticks */
export const unquote = (text) => (text.startsWith('`') ? text.slice(1, -1).replaceAll('``', '`') : text);
