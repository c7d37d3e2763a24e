// @ts-check
// Graph and temporal values as structures of Bolt 5 (https://neo4j.com/docs/bolt/current/bolt/structure-semantics/).
import { invalidRequest } from '../errors/neo4j-error.js';
import { DateTime, Duration, LocalDate, Node, Path, Point, Relationship, Time } from '../types/values.js';
import { Structure } from './packstream.js';

const BILLION = 1_000_000_000n;

/** @param {object} value @returns {Structure | null} null for what is no graph, temporal or spatial value */
export function dehydrate(value) {
  if (value instanceof Node) {
    return new Structure(0x4e, [value.id, value.labels, value.properties, value.elementId]);
  }

  if (value instanceof Relationship) {
    return new Structure(0x52, [value.id, value.start, value.end, value.type, value.properties, value.elementId, `n:${value.start}`, `n:${value.end}`]);
  }

  if (value instanceof Path) {
    return path(value);
  }

  if (value instanceof LocalDate) {
    return new Structure(0x44, [value.days]);
  }

  if (value instanceof Time) {
    return value.offset === null ? new Structure(0x74, [value.nanoseconds]) : new Structure(0x54, [value.nanoseconds, BigInt(value.offset)]);
  }

  if (value instanceof DateTime) {
    // From Bolt 5 on, seconds with an offset or a zone count in UTC.
    const nanoseconds = BigInt(value.nanoseconds);
    return value.offset === null
      ? new Structure(0x64, [value.seconds, nanoseconds])
      : value.zone
        ? new Structure(0x69, [value.seconds - BigInt(value.offset), nanoseconds, value.zone])
        : new Structure(0x49, [value.seconds - BigInt(value.offset), nanoseconds, BigInt(value.offset)]);
  }

  if (value instanceof Duration) {
    return new Structure(0x45, [value.months, value.days, value.seconds, BigInt(value.nanoseconds)]);
  }

  return value instanceof Point ? new Structure(value.coordinates.length === 2 ? 0x58 : 0x59, [BigInt(value.srid), ...value.coordinates]) : null;
}

/** @param {Structure} structure of a parameter @returns {any} */
export function hydrate(structure) {
  const [a, b, c, d] = structure.fields;
  const whole = (/** @type {any[]} */ ...values) => values.every((value) => typeof value === 'bigint');
  const count = structure.fields.length;
  switch (structure.tag) {
    case 0x44: if (count === 1 && whole(a)) return new LocalDate(a); break;
    case 0x74: if (count === 1 && whole(a) && inDay(a)) return new Time(a, null); break;
    case 0x54: if (count === 2 && whole(a, b) && inDay(a) && isOffset(b)) return new Time(a, Number(b)); break;
    case 0x64: if (count === 2 && whole(a, b) && inSecond(b)) return new DateTime(a, Number(b), null); break;
    case 0x49: if (count === 3 && whole(a, b, c) && inSecond(b) && isOffset(c)) return new DateTime(a + c, Number(b), Number(c)); break;
    case 0x69: if (count === 3 && whole(a, b) && inSecond(b) && typeof c === 'string') return new DateTime(a, Number(b), 0, c); break;
    case 0x45: if (count === 4 && whole(a, b, c, d)) return new Duration(a, b, c, Number(d)); break;
    case 0x58: if (count === 3 && whole(a) && [b, c].every((n) => typeof n === 'number')) return new Point(Number(a), [b, c]); break;
    case 0x59: if (count === 4 && whole(a) && [b, c, d].every((n) => typeof n === 'number')) return new Point(Number(a), [b, c, d]); break;
    default:
  }

  throw invalidRequest(`A structure 0x${structure.tag.toString(16)} with ${count} fields cannot be a parameter.`);
}

/** @param {Path} value @returns {Structure} */
function path(value) {
  /** @type {Node[]} */
  const nodes = [];
  /** @type {Relationship[]} */
  const relationships = [];
  /** @type {bigint[]} */
  const indices = [];
  const indexOf = (/** @type {any[]} */ list, /** @type {any} */ item) => {
    const found = list.findIndex((each) => each.id === item.id);
    return found >= 0 ? found : list.push(item) - 1;
  };
  indexOf(nodes, value.nodes[0]);
  value.relationships.forEach((relationship, i) => {
    const forward = relationship.start === value.nodes[i]?.id;
    const index = BigInt(indexOf(relationships, relationship) + 1);
    indices.push(forward ? index : -index, BigInt(indexOf(nodes, value.nodes[i + 1])));
  });
  return new Structure(0x50, [
    nodes,
    relationships.map((each) => new Structure(0x72, [each.id, each.type, each.properties, each.elementId])),
    indices,
  ]);
}

const inDay = (/** @type {bigint} */ nanoseconds) => nanoseconds >= 0n && nanoseconds < 86400n * BILLION;
const inSecond = (/** @type {bigint} */ nanoseconds) => nanoseconds >= 0n && nanoseconds < BILLION;
const isOffset = (/** @type {bigint} */ seconds) => seconds > -64800n && seconds < 64800n;
