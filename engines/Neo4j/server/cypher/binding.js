// @ts-check
import { Neo4jError } from '../errors/neo4j-error.js';
import { unquote } from './lexer.js';
import { literal, needsLiteral, toEngine } from './literals.js';
import { kindOf } from './number-type.js';
import { rewrites } from './rewriting.js';

/** A statement with its parameters as the engine takes both: what the engine's parameters cannot carry stands in the text. */
export class Binding {
  /** @param {import('./statement.js').Statement} statement @param {Map<string, any>} parameters */
  constructor(statement, parameters) {
    this.statement = statement;
    this.parameters = parameters;
    this.rewritten = rewrites(statement.tokens);
    /** @type {Record<string, any>} */
    this.values = {};
    /** @type {Map<string, string>} */
    this.literals = new Map();
    /** How many columns of the result tell the kinds of others. */
    this.flags = 0;
  }

  /** @returns {string} the statement */
  plain() {
    return this.render(0, this.statement.tokens.length);
  }

  /**
   * The statement with a further column behind each, which tells its kind: for one that writes, which cannot run twice.
   * @returns {string}
   */
  typed() {
    const { items, tokens } = this.statement;
    const last = items.at(-1);
    if (!last || this.statement.columns === null || tokens.some((token) => token.upper === 'UNION')) {
      return this.plain();
    }

    const end = last.end + (last.named && last.end - last.first > 0 && tokens[last.end]?.upper === 'AS' ? 2 : 0);
    this.flags = items.length;
    const kinds = items.map((item, index) => `, ${kindOf(`(${this.render(item.first, item.end)})`)} AS labKind${index}`);
    return `${this.render(0, end)}${kinds.join('')} ${this.render(end, tokens.length)}`;
  }

  /** @returns {string} the statement with a name for each column, so that another can use them: see `nameOf` */
  named() {
    let text = '';
    let at = 0;
    for (const [index, item] of this.statement.items.entries()) {
      if (!item.named) {
        text += `${this.render(at, item.end)} AS ${this.nameOf(index, '')} `;
        at = item.end;
      }
    }

    return text + this.render(at, this.statement.tokens.length);
  }

  /** @param {number} index @param {string} given the name the engine gives a column @returns {string} its name in `named` */
  nameOf(index, given) {
    return this.statement.items[index]?.named === false ? `labColumn${index}` : given;
  }

  /** @param {number} first @param {number} end @returns {string} these tokens and what lies between them */
  render(first, end) {
    const { tokens, text } = this.statement;
    let written = '';
    let at = tokens[first]?.start ?? 0;
    for (let index = first; index < end; index++) {
      const token = tokens[index];
      if (token) {
        written += text.slice(at, token.start) + (this.rewritten.get(index) ?? (token.kind === 'parameter' ? this.carry(token, tokens[index - 1]) : token.text));
        at = token.end;
      }
    }

    return written;
  }

  /** @param {import('./lexer.js').Token} token a parameter @param {import('./lexer.js').Token | undefined} before it @returns {string} it, or its value */
  carry(token, before) {
    const name = unquote(token.text.slice(1));
    if (!this.parameters.has(name)) {
      throw new Neo4jError('Neo.ClientError.Statement.ParameterMissing', `Expected parameter(s): ${name}`);
    }

    const value = this.parameters.get(name);
    if (before && (before.upper === 'LIMIT' || before.upper === 'SKIP') && (typeof value !== 'bigint' || value < 0n)) {
      throw new Neo4jError('Neo.ClientError.Statement.ArgumentError', `Invalid input. '${value}' is not a valid value. Must be a non-negative integer.`);
    }

    if (!needsLiteral(value)) {
      this.values[name] = toEngine(value);
      return token.text;
    }

    const written = this.literals.get(name) ?? literal(value);
    this.literals.set(name, written);
    return written;
  }
}
