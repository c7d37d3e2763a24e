// @ts-check
import { Node } from '../types/values.js';
import { isInteger } from '../cypher/number-type.js';
import { columnTypes } from './arrow-schema.js';
import { Conversion } from './conversion.js';

/** @typedef {import('./conversion.js').Doubt} Doubt */
/** @typedef {import('./execution.js').Run} Run */

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
    const pattern = isNode ? '(x)' : '()-[x]->()';
    const property = `x.\`${key.replaceAll('`', '``')}\``;
    const item = list ? `${property}[0]` : property;
    const ids = [...new Set(members.map((member) => Number(member.entity.id)))];
    const test = kind === 'number' ? isInteger(item) : `${item} STARTS WITH ''`;
    const answer = await run(`UNWIND $ids AS i MATCH ${pattern} WHERE id(x) = i AND ${test} RETURN id(x)`, { ids });
    const found = new Set(answer.rows().map((/** @type {any[]} */ row) => Number(row[0])));
    for (const { entity, value } of members) {
      if (kind === 'number') {
        const one = (/** @type {any} */ number) => (found.has(Number(entity.id)) && typeof number === 'number' ? BigInt(number) : number);
        entity.properties.set(key, list ? value.map(one) : one(value));
      } else if (found.has(Number(entity.id))) {
        entity.properties.set(key, value);
      } else {
        await settleTemporal(run, pattern, property, key, entity);
      }
    }
  }
}

/**
 * Reads one property that is a date, a time or a duration by itself, where the column's type is its own.
 * @param {Run} run @param {string} pattern @param {string} property @param {string} key @param {Doubt['entity']} entity
 */
async function settleTemporal(run, pattern, property, key, entity) {
  const answer = await run(`MATCH ${pattern} WHERE id(x) = $id RETURN ${property}`, { id: Number(entity.id) });
  if (answer.length === 1) {
    entity.properties.set(key, new Conversion(true).convert(answer.rows()[0][0], columnTypes(answer.toArrowIPC())[0]));
  }
}
