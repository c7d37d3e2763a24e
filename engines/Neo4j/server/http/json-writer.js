// @ts-check
import { formatTemporal } from '../types/temporal.js';
import { DateTime, Duration, LocalDate, Node, Path, Relationship, Time } from '../types/values.js';

/** @param {any} value @returns {string} as plain JSON: a float always has a point or an exponent */
export function plain(value) {
  if (value instanceof Node) {
    return `{"elementId":${JSON.stringify(value.elementId)},"labels":${JSON.stringify(value.labels)},"properties":${plain(value.properties)}}`;
  }

  if (value instanceof Relationship) {
    return `{"elementId":${JSON.stringify(value.elementId)},"startNodeElementId":"n:${value.start}","endNodeElementId":"n:${value.end}","type":${JSON.stringify(value.type)},"properties":${plain(value.properties)}}`;
  }

  if (value instanceof Path) {
    return plain(steps(value));
  }

  if (isTemporal(value)) {
    return JSON.stringify(formatTemporal(value));
  }

  return write(value, plain);
}

/** @param {any} value @returns {string} as typed JSON: `{"$type": …, "_value": …}` */
export function typed(value) {
  const of = (/** @type {string} */ type, /** @type {string} */ json) => `{"$type":"${type}","_value":${json}}`;
  if (value === null || value === undefined) return of('Null', 'null');
  if (typeof value === 'boolean') return of('Boolean', String(value));
  if (typeof value === 'bigint') return of('Integer', `"${value}"`);
  if (typeof value === 'number') return of('Float', `"${float(value)}"`);
  if (typeof value === 'string') return of('String', JSON.stringify(value));
  if (value instanceof Uint8Array) return of('Base64', JSON.stringify(Buffer.from(value).toString('base64')));
  if (Array.isArray(value)) return of('List', write(value, typed));
  if (value instanceof Map) return of('Map', write(value, typed));
  if (value instanceof Node) {
    return of('Node', `{"_element_id":${JSON.stringify(value.elementId)},"_labels":${JSON.stringify(value.labels)},"_properties":${write(value.properties, typed)}}`);
  }

  if (value instanceof Relationship) {
    return of('Relationship', `{"_element_id":${JSON.stringify(value.elementId)},"_start_node_element_id":"n:${value.start}","_end_node_element_id":"n:${value.end}","_type":${JSON.stringify(value.type)},"_properties":${write(value.properties, typed)}}`);
  }

  if (value instanceof Path) return of('Path', write(steps(value), typed));
  return of(temporalType(value), JSON.stringify(formatTemporal(value)));
}

/** @param {any} value @param {(value: any) => string} inner @returns {string} */
function write(value, inner) {
  switch (typeof value) {
    case 'bigint': return String(value);
    case 'number': return Number.isFinite(value) ? float(value) : `"${float(value)}"`;
    case 'boolean': return String(value);
    case 'string': return JSON.stringify(value);
    default:
  }

  if (value === null || value === undefined) return 'null';
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) return `[${value.map(inner).join(',')}]`;
  return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${inner(item)}`).join(',')}}`;
}

/** @param {number} value @returns {string} */
function float(value) {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  }

  const text = String(value).replace('e+', 'E').replace('e-', 'E-');
  return /[.E]/.test(text) ? text : `${Object.is(value, -0) ? '-0' : text}.0`;
}

/** @param {Path} path @returns {any[]} */
const steps = (path) => path.nodes.flatMap((node, index) => (index === 0 ? [node] : [path.relationships[index - 1], node]));

/** @param {any} value @returns {boolean} */
const isTemporal = (value) => value instanceof LocalDate || value instanceof Time || value instanceof DateTime || value instanceof Duration;

/** @param {any} value @returns {string} */
function temporalType(value) {
  if (value instanceof LocalDate) return 'Date';
  if (value instanceof Time) return value.offset === null ? 'LocalTime' : 'Time';
  if (value instanceof DateTime) return value.offset === null ? 'LocalDateTime' : value.zone ? 'ZonedDateTime' : 'OffsetDateTime';
  return 'Duration';
}
