// @ts-check
import { parseDateTime } from '../types/temporal.js';

/**
 * @typedef {{columns: string[], hidden: string[], rows: Map<string, any>[], type: 'r' | 's'}} Table hidden: columns that only YIELD shows
 * @typedef {{name: string, kind: 'index' | 'constraint', label: string, property: string}} Rule
 */

const DATABASE_COLUMNS = ['name', 'type', 'aliases', 'access', 'address', 'role', 'writer', 'requestedStatus', 'currentStatus', 'statusMessage', 'default', 'home', 'constituents'];

/** @param {any} grafeo @param {{address: string, version: string}} server */
export function tables(grafeo, server) {
  const started = parseDateTime(new Date().toISOString());

  /** @returns {Promise<Rule[]>} */
  async function readRules() {
    const constraints = (await grafeo.executeCypher('SHOW CONSTRAINTS')).rows();
    const indexes = (await grafeo.executeCypher('SHOW INDEXES')).rows();
    const owned = new Set(constraints.map((/** @type {any[]} */ row) => row[0]));
    return [
      ...constraints.map((/** @type {any[]} */ [name, , label, property]) => ({ name, kind: 'constraint', label, property })),
      ...indexes.filter((/** @type {any[]} */ row) => !owned.has(row[0])).map((/** @type {any[]} */ [name, , label, property]) => ({ name, kind: 'index', label, property })),
    ];
  }

  const table = (/** @type {string[]} */ columns, /** @type {any[][]} */ rows, /** @type {'r' | 's'} */ type = 'r', /** @type {string[]} */ hidden = []) => ({
    columns, hidden, type, rows: rows.map((row) => new Map([...columns, ...hidden].map((name, index) => [name, row[index] ?? null]))),
  });
  const names = (/** @type {any[]} */ list) => list.map((item) => [typeof item === 'string' ? item : item.name]);

  /** @type {Record<string, () => Promise<Table> | Table>} */
  const known = {
    'show indexes': async () => table(
      ['id', 'name', 'state', 'populationPercent', 'type', 'entityType', 'labelsOrTypes', 'properties', 'indexProvider', 'owningConstraint', 'lastRead', 'readCount'],
      (await readRules()).map((rule, id) => [BigInt(id + 1), rule.name, 'ONLINE', 100, 'RANGE', 'NODE', [rule.label], [rule.property], 'range-1.0', rule.kind === 'constraint' ? rule.name : null, null, null])),
    'show constraints': async () => table(
      ['id', 'name', 'type', 'entityType', 'labelsOrTypes', 'properties', 'ownedIndex', 'propertyType'],
      (await readRules()).filter((rule) => rule.kind === 'constraint').map((rule, id) => [BigInt(id + 1), rule.name, 'UNIQUENESS', 'NODE', [rule.label], [rule.property], rule.name, null])),
    'show databases': () => table(
      DATABASE_COLUMNS,
      [['neo4j', 'standard', true], ['system', 'system', false]].map(([name, type, home]) =>
        [name, type, [], 'read-write', server.address, 'primary', true, 'online', 'online', '', home, home, [], started, started, null]),
      's', ['creationTime', 'lastStartTime', 'lastStopTime']),
    'call dbms.components': () => table(['name', 'versions', 'edition'], [['Neo4j Kernel', [server.version], 'community']], 's'),
    'call db.labels': () => table(['label'], names(grafeo.schema().labels ?? [])),
    'call db.relationshiptypes': () => table(['relationshipType'], names(grafeo.schema().edge_types ?? [])),
    'call db.propertykeys': () => table(['propertyKey'], names(grafeo.schema().property_keys ?? [])),
    'call db.ping': () => table(['success'], [[true]]),
  };
  const aliases = /** @type {Record<string, string>} */ ({ 'show index': 'show indexes', 'show constraint': 'show constraints' });

  return {
    /** @param {string} key @returns {(() => Promise<Table> | Table) | undefined} */
    find(key) {
      const lower = key.toLowerCase();
      const one = /^show database (?!s$)(\S+)$/.exec(lower);
      if (one) {
        return () => {
          const all = /** @type {Table} */ (known['show databases']?.());
          return { ...all, rows: all.rows.filter((row) => row.get('name') === one[1]) };
        };
      }

      const resolved = aliases[lower] ?? lower;
      return Object.hasOwn(known, resolved) ? known[resolved] : undefined;
    },
    rules: readRules,
  };
}
