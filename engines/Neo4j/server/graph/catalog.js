// @ts-check
import { createHash } from 'node:crypto';
import { Neo4jError, syntaxError, unsupported } from '../errors/neo4j-error.js';
import { fromGrafeo } from '../errors/from-grafeo.js';
import { analyse } from '../cypher/statement.js';
import { tokens, unquote } from '../cypher/lexer.js';
import { tables } from './catalog-tables.js';
import { execute } from './execution.js';
import { noChanges } from './result.js';

/** @typedef {import('./execution.js').Run} Run */

const CREATE = /^CREATE\s+(?:(RANGE|TEXT|POINT|FULLTEXT|VECTOR|LOOKUP|BTREE)\s+)?(INDEX|CONSTRAINT)\b(?:\s+(?!IF\b|FOR\b)(`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_]*))?(\s+IF\s+NOT\s+EXISTS)?\s+FOR\s*\(\s*([\p{L}_][\p{L}\p{N}_]*)\s*:\s*(`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_]*)\s*\)\s*(?:ON|REQUIRE)\s*\(?\s*([\p{L}_][\p{L}\p{N}_]*)\s*\.\s*(`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_]*)\s*\)?\s*(IS\s+UNIQUE)?\s*;?\s*$/iu;
const DROP = /^DROP\s+(INDEX|CONSTRAINT)\s+(`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_]*)(\s+IF\s+EXISTS)?\s*;?\s*$/iu;
const CATALOG = /^\s*(?:SHOW\b|CALL\s+[\p{L}_]|(?:CREATE|DROP)\s+(?:(?:RANGE|TEXT|POINT|FULLTEXT|VECTOR|LOOKUP|BTREE)\s+)?(?:INDEX|CONSTRAINT)\b)/iu;

/** What there is: indexes, constraints, databases, labels; and the statements that ask for it or change it. */
export class Catalog {
  /** @param {any} grafeo @param {{address: string, version: string}} server */
  constructor(grafeo, server) {
    this.grafeo = grafeo;
    this.tables = tables(grafeo, server);
  }

  /** @param {string} text @returns {boolean} whether a statement is about the catalog */
  isCatalog(text) {
    return CATALOG.test(text);
  }

  /** @param {string} text of a statement about the catalog @returns {boolean} */
  changes(text) {
    return /^\s*(?:CREATE|DROP)\b/i.test(text);
  }

  /** @param {Run} run @param {string} text @param {Map<string, any>} parameters @returns {Promise<import('./result.js').Result>} */
  async run(run, text, parameters) {
    const trimmed = text.trim();
    try {
      return /^CREATE/i.test(trimmed) ? await this.create(run, trimmed)
        : /^DROP/i.test(trimmed) ? await this.drop(run, trimmed)
          : await this.show(run, trimmed, parameters);
    } catch (error) {
      throw fromGrafeo(error);
    }
  }

  /** @param {Run} run @param {string} text */
  async create(run, text) {
    const parts = CREATE.exec(text);
    const unique = parts?.[9] !== undefined;
    if (!parts || (parts[1] && parts[1].toUpperCase() !== 'RANGE') || (parts[2]?.toUpperCase() === 'CONSTRAINT') !== unique || parts[5] !== parts[7]) {
      throw unsupported('An index or constraint other than a range index on one property of a label, or a uniqueness constraint on one,');
    }

    const kind = unique ? 'constraint' : 'index';
    const label = unquote(parts[6] ?? '');
    const property = unquote(parts[8] ?? '');
    const name = parts[3] ? unquote(parts[3]) : `${kind}_${createHash('sha256').update(JSON.stringify([kind, label, property])).digest('hex').slice(0, 8)}`;
    const existing = await this.tables.rules();
    const same = existing.find((rule) => rule.label === label && rule.property === property);
    const named = existing.find((rule) => rule.name === name);
    if (same || named) {
      if (parts[4]) {
        return schemaResult({});
      }

      throw same && same.kind === kind
        ? new Neo4jError('Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists', `An equivalent ${kind} already exists, '${same.name}'.`)
        : same
          ? new Neo4jError(`Neo.ClientError.Schema.${same.kind === 'index' ? 'Index' : 'Constraint'}AlreadyExists`, `There already exists ${same.kind === 'index' ? 'an index' : 'a constraint'} (:${label} {${property}}).`)
          : new Neo4jError(`Neo.ClientError.Schema.${named?.kind === 'index' ? 'Index' : 'Constraint'}WithNameAlreadyExists`, `There already exists ${named?.kind === 'index' ? 'an index' : 'a constraint'} called '${name}'.`);
    }

    const quoted = [name, label, property].map((word) => `\`${word.replaceAll('`', '``')}\``);
    if (unique) {
      await this.checkUnique(run, quoted, label, property);
      await run(`CREATE CONSTRAINT ${quoted[0]} FOR (n:${quoted[1]}) REQUIRE n.${quoted[2]} IS UNIQUE`, {});
    }

    // The engine's constraints look nothing up by themselves: each gets an index of the same name.
    await run(`CREATE INDEX ${quoted[0]} FOR (n:${quoted[1]}) ON (n.${quoted[2]})`, {});
    return schemaResult(unique ? { constraintsAdded: 1 } : { indexesAdded: 1 });
  }

  /** @param {Run} run @param {string[]} quoted @param {string} label @param {string} property */
  async checkUnique(run, quoted, label, property) {
    const twice = await run(`MATCH (n:${quoted[1]}) WHERE n.${quoted[2]} IS NOT NULL WITH n.${quoted[2]} AS v, count(*) AS c WHERE c > 1 RETURN v LIMIT 1`, {});
    if (twice.length > 0) {
      throw new Neo4jError('Neo.DatabaseError.Schema.ConstraintCreationFailed', `Unable to create a constraint on (:${label} {${property}}): more than one node has the same value.`);
    }
  }

  /** @param {Run} run @param {string} text */
  async drop(run, text) {
    const parts = DROP.exec(text);
    if (!parts) {
      throw syntaxError('Invalid input: expected DROP INDEX name [IF EXISTS] or DROP CONSTRAINT name [IF EXISTS]');
    }

    const kind = parts[1]?.toLowerCase() ?? '';
    const name = unquote(parts[2] ?? '');
    const rule = (await this.tables.rules()).find((each) => each.name === name);
    if (!rule || rule.kind !== kind) {
      if (parts[3]) {
        return schemaResult({});
      }

      throw kind === 'index'
        ? new Neo4jError('Neo.DatabaseError.Schema.IndexDropFailed', rule ? 'Unable to drop index: Index belongs to constraint: `' + name + '`' : `Unable to drop index called \`${name}\`. There is no such index.`)
        : new Neo4jError('Neo.DatabaseError.Schema.ConstraintDropFailed', `Unable to drop constraint \`${name}\`: No such constraint ${name}.`);
    }

    const quoted = `\`${name.replaceAll('`', '``')}\``;
    if (kind === 'constraint') {
      await run(`DROP CONSTRAINT ${quoted}`, {});
    }

    await run(`DROP INDEX ${quoted} IF EXISTS`, {});
    return schemaResult(kind === 'constraint' ? { constraintsRemoved: 1 } : { indexesRemoved: 1 });
  }

  /** @param {Run} run @param {string} text @param {Map<string, any>} parameters @returns {Promise<import('./result.js').Result>} */
  async show(run, text, parameters) {
    const found = tokens(text).filter((token) => token.text !== ';');
    const split = found.findIndex((token) => token.depth === 0 && (token.upper === 'YIELD' || token.upper === 'WHERE'));
    const head = found.slice(0, split < 0 ? found.length : split);
    const key = head.filter((token) => token.text !== '(' && token.text !== ')').map((token) => token.text).join(' ').replaceAll(' . ', '.');
    const table = this.tables.find(key);
    if (!table) {
      throw found[0]?.upper === 'CALL'
        ? new Neo4jError('Neo.ClientError.Procedure.ProcedureNotFound', `There is no procedure with the name \`${key.replace(/^CALL /i, '').split(' ')[0]}\` registered for this database instance.`)
        : unsupported(text.split(/\s+/).slice(0, 2).join(' '));
    }

    const { columns, hidden, rows, type } = await table();
    if (split < 0) {
      return { fields: columns, rows: rows.map((row) => columns.map((name) => row.get(name))), counters: noChanges(), type };
    }

    const { names, rest } = yielded(text, found, split, [...columns, ...hidden]);
    const items = names.map(([name, alias]) => `labRow.\`${name}\` AS \`${alias}\``).join(', ');
    const tail = /\bRETURN\b/i.test(rest) ? rest : `${rest} RETURN ${names.map(([, alias]) => alias).join(', ')}`;
    const statement = analyse(`UNWIND $labRows AS labRow WITH ${items} ${tail}`);
    const result = await execute(run, statement, new Map([...parameters, ['labRows', rows]]));
    return { ...result, type };
  }
}

/**
 * @param {string} text @param {import('../cypher/lexer.js').Token[]} found @param {number} split @param {string[]} known
 * @returns {{names: [string, string][], rest: string}} columns with their aliases, and the statement behind them
 */
function yielded(text, found, split, known) {
  const all = /** @type {[string, string][]} */ (known.map((name) => [name, name]));
  if (found[split]?.upper === 'WHERE') {
    return { names: all, rest: text.slice(found[split]?.start).replace(/;\s*$/, '') };
  }

  if (found[split + 1]?.text === '*') {
    return { names: all, rest: text.slice(found[split + 1]?.end).replace(/;\s*$/, '') };
  }

  /** @type {[string, string][]} */
  const names = [];
  let at = split + 1;
  for (;;) {
    const name = unquote(found[at]?.text ?? '');
    if (!known.includes(name)) {
      throw syntaxError(`Trying to YIELD non-existing column: \`${name}\``);
    }

    const renamed = found[at + 1]?.upper === 'AS';
    names.push([name, renamed ? unquote(found[at + 2]?.text ?? '') : name]);
    at += renamed ? 3 : 1;
    if (found[at]?.text !== ',') {
      return { names, rest: found[at] ? text.slice(found[at]?.start).replace(/;\s*$/, '') : '' };
    }

    at++;
  }
}

/** @param {Partial<import('./result.js').Counters>} counters @returns {import('./result.js').Result} */
const schemaResult = (counters) => ({ fields: [], rows: [], counters: { ...noChanges(), ...counters }, type: 's' });
