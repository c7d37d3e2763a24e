// @ts-check
import { FLOAT, INTEGER, TEXT } from '../cypher/number-type.js';
import { parseDate, parseDateTime, parseDuration, parseTemporal, parseTime } from '../types/temporal.js';
import { DateTime, Node, Path, Relationship } from '../types/values.js';

/** @typedef {import('./arrow-schema.js').ColumnType} ColumnType */
/** @typedef {{entity: Node | Relationship, key: string, value: any}} Doubt a property whose type the column hides, and its value as the engine gives it */

/** How the text of a date, a time or a duration begins. */
export const TEMPORAL = /^(?:[+-]?\d{4,9}-\d\d-\d\d|\d\d:\d\d|-?P[\dT-])/;

/** Turns the engine's values into those of the protocols. What a number is stands in the column's type. */
export class Conversion {
  /** @param {boolean} single whether the result has one row, so that a column's type is that of its value */
  constructor(single) {
    this.single = single;
    /** @type {Doubt[]} */
    this.doubts = [];
  }

  /** @param {any} value @param {ColumnType | undefined} type @param {number | null | undefined} kind as the engine was asked for it; undefined where it was not @returns {any} */
  flagged(value, type, kind) {
    if (typeof value === 'number' && (kind === INTEGER || kind === FLOAT)) {
      return kind === INTEGER ? BigInt(value) : value;
    }

    return typeof value === 'string' && kind === TEXT ? value
      : typeof value === 'string' && kind === null && type?.kind === 'string' ? parseTemporal(value) ?? value : this.convert(value, type);
  }

  /** @param {any} value @param {ColumnType | undefined} type @param {boolean} exact @returns {any} */
  convert(value, type, exact = this.single) {
    switch (typeof value) {
      case 'number': return type?.kind === 'float' || !Number.isInteger(value) ? value : BigInt(value);
      case 'string': return fromText(value, type);
      case 'object': break;
      default: return value;
    }

    if (value === null) {
      return null;
    }

    if (value instanceof Date) {
      const milliseconds = BigInt(value.getTime());
      const rest = ((milliseconds % 1000n) + 1000n) % 1000n;
      return new DateTime((milliseconds - rest) / 1000n, Number(rest) * 1_000_000, null);
    }

    if (value instanceof Uint8Array) {
      return value;
    }

    if (Array.isArray(value)) {
      const item = type?.children.values().next().value;
      return value.map((each) => this.convert(each, item, exact && value.length === 1));
    }

    if (Array.isArray(value._labels)) {
      return this.node(value, type, exact);
    }

    if ('_source' in value && '_type' in value) {
      return this.relationship(value, type, exact);
    }

    if (type?.kind !== 'struct' && Array.isArray(value.nodes) && Array.isArray(value.edges)) {
      return new Path(value.nodes.map((/** @type {any} */ node) => this.node(node, undefined, false)), value.edges.map((/** @type {any} */ edge) => this.relationship(edge, undefined, false)));
    }

    return new Map(Object.entries(value).map(([key, each]) => [key, this.convert(each, type?.children.get(key), exact)]));
  }

  /** @param {any} value @param {ColumnType | undefined} type @param {boolean} exact @returns {Node} */
  node(value, type, exact) {
    const { _id, _labels, ...properties } = value;
    return this.entity(new Node(BigInt(_id), _labels, new Map()), properties, type, exact);
  }

  /** @param {any} value @param {ColumnType | undefined} type @param {boolean} exact @returns {Relationship} */
  relationship(value, type, exact) {
    const { _id, _source, _target, _type, ...properties } = value;
    return this.entity(new Relationship(BigInt(_id), BigInt(_source), BigInt(_target), _type, new Map()), properties, type, exact);
  }

  /**
   * @template {Node | Relationship} T
   * @param {T} entity @param {Record<string, any>} properties @param {ColumnType | undefined} type @param {boolean} exact
   * @returns {T}
   */
  entity(entity, properties, type, exact) {
    for (const [key, value] of Object.entries(properties)) {
      const of = type?.children.get(key);
      entity.properties.set(key, this.convert(value, of, true));
      if (!exact && isDoubtful(value, of)) {
        this.doubts.push({ entity, key, value });
      }
    }

    return entity;
  }
}

/** @param {any} value @param {ColumnType | undefined} type @returns {boolean} whether the type of a column with many values may not be that of this one */
function isDoubtful(value, type) {
  if (Array.isArray(value)) {
    return value.some((item) => isDoubtful(item, type?.children.values().next().value));
  }

  return typeof value === 'number' ? type?.kind !== 'integer' && Number.isInteger(value)
    : typeof value === 'string' && (type === undefined || type.kind === 'string' || type.kind === 'other') && TEMPORAL.test(value);
}

/** @param {string} value @param {ColumnType | undefined} type @returns {any} */
function fromText(value, type) {
  switch (type?.kind) {
    case 'date': return parseDate(value) ?? value;
    case 'time': return parseTime(value) ?? value;
    case 'timestamp': return parseDateTime(value) ?? value;
    case 'struct': return parseDuration(value) ?? value;
    default: return value;
  }
}

