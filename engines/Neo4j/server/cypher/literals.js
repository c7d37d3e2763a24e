// @ts-check
import { Neo4jError, unsupported } from '../errors/neo4j-error.js';
import { formatTemporal } from '../types/temporal.js';
import { DateTime, Duration, LocalDate, Node, Path, Point, Relationship, Time } from '../types/values.js';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Whether the engine's own parameters cannot carry a value: it takes every whole number for an integer, and has no temporal parameters.
 * @param {any} value
 * @returns {boolean}
 */
export function needsLiteral(value) {
  if (typeof value === 'number') {
    return Number.isInteger(value) || !Number.isFinite(value);
  }

  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) {
    return false;
  }

  if (Array.isArray(value)) {
    checkList(value);
    return value.some(needsLiteral);
  }

  return value instanceof Map ? [...value.values()].some(needsLiteral) : true;
}

/** @param {any[]} list refuses one in which the engine would give the items another type */
function checkList(list) {
  const floats = list.filter((item) => typeof item === 'number');
  const others = list.filter((item) => typeof item !== 'number' && item !== null);
  if (floats.length > 0 && (others.some((item) => typeof item === 'bigint') || (others.length > 0 && floats.some(Number.isInteger)))) {
    throw unsupported('A list that mixes floats with other values');
  }
}

/** @param {any} value for which needsLiteral is false @returns {any} as the engine takes it */
export function toEngine(value) {
  if (typeof value === 'bigint') {
    return value > SAFE || value < -SAFE ? value : Number(value);
  }

  if (Array.isArray(value)) {
    return value.map(toEngine);
  }

  if (value instanceof Map) {
    /** @type {Record<string, any>} */
    const made = {};
    for (const [key, item] of value) {
      // Assigned, this one name would change what the object is.
      if (key === '__proto__') {
        Object.defineProperty(made, key, { value: toEngine(item), enumerable: true });
      } else {
        made[key] = toEngine(item);
      }
    }

    return made;
  }

  return value instanceof Uint8Array ? Buffer.from(value) : value;
}

/** @param {any} value @returns {string} as a literal of Cypher */
export function literal(value) {
  switch (typeof value) {
    case 'bigint': return value < 0n ? `(${value})` : String(value);
    case 'number': return float(value);
    case 'boolean': return String(value);
    case 'string': return quote(value);
    default:
  }

  if (value === null) {
    return 'null';
  }

  if (Array.isArray(value)) {
    return `[${value.map(literal).join(',')}]`;
  }

  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `\`${key.replaceAll('`', '``')}\`:${literal(item)}`).join(',')}}`;
  }

  if (value instanceof LocalDate) {
    return `date('${formatTemporal(value)}')`;
  }

  if (value instanceof Time) {
    return `${value.offset === null ? 'localtime' : 'time'}('${formatTemporal(value)}')`;
  }

  if (value instanceof DateTime) {
    if (value.zone) {
      throw unsupported('A date and time with a named zone');
    }

    if (value.nanoseconds % (value.offset === null ? 1_000_000 : 1000) !== 0) {
      throw unsupported(value.offset === null ? 'A local date and time finer than a millisecond' : 'A date and time finer than a microsecond');
    }

    return `${value.offset === null ? 'localdatetime' : 'datetime'}('${formatTemporal(value)}')`;
  }

  if (value instanceof Duration) {
    return `duration('${formatTemporal(value)}')`;
  }

  if (value instanceof Node || value instanceof Relationship || value instanceof Path) {
    throw new Neo4jError('Neo.ClientError.Statement.TypeError', 'Nodes, relationships and paths cannot be parameters.');
  }

  throw unsupported(value instanceof Point ? 'A point' : 'A parameter with bytes beside floats or temporal values');
}

/** @param {number} value @returns {string} */
function float(value) {
  if (!Number.isFinite(value)) {
    throw unsupported('NaN or an infinite number as a parameter');
  }

  const text = Object.is(value, -0) ? '0.0' : Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(1) : String(value).replace('e+', 'e');
  return value < 0 ? `(${text})` : text;
}

/** @param {string} text @returns {string} */
function quote(text) {
  return "'" + text.replace(/[\\'\n\r\t]/g, (c) => ({ '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c] ?? c) + "'";
}
