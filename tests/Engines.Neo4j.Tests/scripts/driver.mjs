// @ts-check
// What the scripts share: the driver, from the folder that the tests name, and values in a form that can be compared.
import { createRequire } from 'node:module';

/** @type {any} */
export const neo4j = createRequire(process.env.NEO4J_MODULES + '/')('neo4j-driver');

export const connect = () =>
  neo4j.driver(process.env.NEO4J_URI, neo4j.auth.basic(process.env.NEO4J_USER, process.env.NEO4J_PASSWORD), { useBigInt: true });

/** @param {any} value as it stands in statements.json @returns {any} as the driver takes it */
export function parameter(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(parameter);
  if ('integer' in value) return BigInt(value.integer);
  if ('float' in value) return Number(value.float);
  if ('bytes' in value) return new Int8Array(value.bytes);
  if ('temporal' in value) return new neo4j.types[value.temporal](...value.fields.map((/** @type {string | null} */ field) => (field === null ? undefined : BigInt(field))));
  return Object.fromEntries(Object.entries(value.map).map(([key, item]) => [key, parameter(item)]));
}

/** @param {any} value of a record @returns {any} with its type, and without ids, which no two servers share */
export function plain(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return { integer: String(value) };
  if (typeof value === 'number') return { float: String(value) };
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof neo4j.types.Node) return { labels: [...value.labels].sort(), properties: plain(value.properties), identified: value.elementId.length > 0 };
  if (value instanceof neo4j.types.Relationship) return { type: value.type, properties: plain(value.properties), identified: value.elementId.length > 0 };
  if (value instanceof neo4j.types.Path) {
    return { path: value.segments.map((/** @type {any} */ segment) => [plain(segment.start), plain(segment.relationship), plain(segment.end)]) };
  }

  if (value.constructor !== Object) return { [value.constructor.name]: value.toString() };
  return { map: Object.fromEntries(Object.keys(value).sort().map((key) => [key, plain(value[key])])) };
}
