// @ts-check
import { invalidRequest, unsupported } from '../errors/neo4j-error.js';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../types/temporal.js';

const NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MARK = '\u0000number';
const DEEPEST = 100;
const LARGEST = 2n ** 63n;

/**
 * Reads a request. A number with a point or an exponent is a float, another an integer: JSON itself does not keep them apart.
 * @param {string} text
 * @returns {Map<string, any>}
 */
export function readRequest(text) {
  try {
    JSON.parse(text);
    const marked = text.replace(NUMBERS, (token) => (token.startsWith('"') ? token : `{"\\u0000number":"${token}"}`));
    const request = fromJson(JSON.parse(marked), 0);
    if (request instanceof Map) {
      return request;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
  }

  throw invalidRequest('Bad Request');
}

/** @param {any} value @param {number} depth @returns {any} */
function fromJson(value, depth) {
  if (depth > DEEPEST) {
    throw invalidRequest(`A value is nested more than ${DEEPEST} deep.`);
  }

  if (Array.isArray(value)) {
    return value.map((item) => fromJson(item, depth + 1));
  }

  if (value === null || typeof value !== 'object') {
    return value;
  }

  if (typeof value[MARK] === 'string') {
    return number(value[MARK]);
  }

  return new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item, depth + 1)]));
}

/** @param {string} text @returns {bigint | number} */
function number(text) {
  if (/[.eE]/.test(text)) {
    return Number(text);
  }

  const value = BigInt(text);
  if (value >= LARGEST || value < -LARGEST) {
    throw invalidRequest(`${text} does not fit an integer.`);
  }

  return value;
}

/**
 * Makes values of the typed form, `{"$type": …, "_value": …}`; what is not typed stays as it is.
 * @param {any} value
 * @returns {any}
 */
export function fromTyped(value) {
  if (Array.isArray(value)) {
    return value.map(fromTyped);
  }

  if (!(value instanceof Map)) {
    return value;
  }

  if (!value.has('$type')) {
    return new Map([...value].map(([key, item]) => [key, fromTyped(item)]));
  }

  const inner = value.get('_value');
  const text = typeof inner === 'string' ? inner : '';
  const read = () => {
    switch (value.get('$type')) {
      case 'Null': return null;
      case 'Boolean': return typeof inner === 'boolean' ? inner : undefined;
      case 'Integer': return /^-?\d+$/.test(text) ? number(text) : undefined;
      case 'Float': return text === 'NaN' || (text !== '' && !Number.isNaN(Number(text))) ? Number(text) : undefined;
      case 'String': return typeof inner === 'string' ? inner : undefined;
      case 'Base64': return new Uint8Array(Buffer.from(text, 'base64'));
      case 'List': return Array.isArray(inner) ? inner.map(fromTyped) : undefined;
      case 'Map': return inner instanceof Map ? new Map([...inner].map(([key, item]) => [key, fromTyped(item)])) : undefined;
      case 'Date': return parseDate(text) ?? undefined;
      case 'Time': case 'LocalTime': return parseTime(text) ?? undefined;
      case 'OffsetDateTime': case 'ZonedDateTime': case 'LocalDateTime': return parseDateTime(text) ?? undefined;
      case 'Duration': return parseDuration(text) ?? undefined;
      case 'Point': throw unsupported('A point');
      default: return undefined;
    }
  };
  const result = read();
  if (result === undefined) {
    throw invalidRequest(`A parameter of type ${value.get('$type')} has a value that does not fit it.`);
  }

  return result;
}
