// @ts-check
import { Node, Relationship } from '../types/values.js';
import { isInteger } from '../cypher/number-type.js';
import { columnTypes } from './arrow-schema.js';
import { Conversion } from './conversion.js';

/** @typedef {import('./conversion.js').Doubt} Doubt */
/** @typedef {import('./execution.js').Run} Run */

// The engine finds a node by its id at once, but would look at every relationship for one: so each is looked for at the node it starts from.
const NODE = 'MATCH (x) WHERE id(x) = row.id';
const RELATIONSHIP = 'MATCH (a)-[x]->() WHERE id(a) = row.start AND id(x) = row.id';

/** @param {Doubt['entity']} entity */
const keysOf = (entity) => (entity instanceof Relationship ? { id: Number(entity.id), start: Number(entity.start) } : { id: Number(entity.id) });

/**
 * Asks for the types of properties that a column of many entities, or a path, does not tell. One question for all doubts of a kind finds the
 * integers among whole numbers, or the texts among what looks like a date or time: a text begins with the empty text, and nothing else does.
 * @param {Run} run @param {Doubt[]} doubts
 */
export async function settle(run, doubts) {
  /** @type {Map<string, Doubt[]>} */
  const groups = new Map();
  for (const doubt of doubts) {
    const list = Array.isArray(doubt.value);
    const group = JSON.stringify([doubt.entity instanceof Node, typeof (list ? doubt.value[0] : doubt.value), list, doubt.key]);
    const members = groups.get(group);
    if (members) {
      members.push(doubt);
    } else {
      groups.set(group, [doubt]);
    }
  }

  for (const [group, members] of groups) {
    const [isNode, kind, list, key] = JSON.parse(group);
    const match = isNode ? NODE : RELATIONSHIP;
    const property = `x.\`${key.replaceAll('`', '``')}\``;
    const item = list ? `${property}[0]` : property;
    const rows = [...new Map(members.map(({ entity }) => [entity.id, keysOf(entity)])).values()];
    const test = kind === 'number' ? isInteger(item) : `${item} STARTS WITH ''`;
    const answer = await run(`UNWIND $rows AS row ${match} AND ${test} RETURN id(x)`, { rows });
    /** @type {Map<bigint, any>} the same entity may stand in many rows */
    const temporal = new Map();
    const found = new Set(answer.rows().map((/** @type {any[]} */ row) => Number(row[0])));
    for (const { entity, value } of members) {
      if (kind === 'number') {
        const one = (/** @type {any} */ number) => (found.has(Number(entity.id)) && typeof number === 'number' ? BigInt(number) : number);
        entity.properties.set(key, list ? value.map(one) : one(value));
      } else if (found.has(Number(entity.id))) {
        entity.properties.set(key, value);
      } else {
        const known = temporal.get(entity.id) ?? await readTemporal(run, match, property, entity, value);
        temporal.set(entity.id, known);
        entity.properties.set(key, known);
      }
    }
  }
}

/**
 * Reads one property that is a date, a time or a duration by itself, where the column's type is its own.
 * @param {Run} run @param {string} match @param {string} property @param {Doubt['entity']} entity @param {any} given by the column
 * @returns {Promise<any>}
 */
async function readTemporal(run, match, property, entity, given) {
  const answer = await run(`UNWIND $rows AS row ${match} RETURN ${property}`, { rows: [keysOf(entity)] });
  return answer.length === 1 ? new Conversion(true).convert(answer.rows()[0][0], columnTypes(answer.toArrowIPC())[0]) : given;
}
