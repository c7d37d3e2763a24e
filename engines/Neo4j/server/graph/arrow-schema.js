// @ts-check
// The types of a result's columns: the schema message that an Arrow IPC stream begins with
// (https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc; tables of Schema.fbs and Message.fbs).

/**
 * @typedef {{kind: 'null' | 'integer' | 'float' | 'bytes' | 'string' | 'boolean' | 'date' | 'time' | 'timestamp' | 'list' | 'struct' | 'other', children: Map<string, ColumnType>}} ColumnType
 */

/** @type {Record<number, ColumnType['kind']>} */
const KINDS = { 1: 'null', 2: 'integer', 3: 'float', 4: 'bytes', 5: 'string', 6: 'boolean', 8: 'date', 9: 'time', 10: 'timestamp', 12: 'list', 13: 'struct' };

/** @param {Uint8Array} stream @returns {ColumnType[]} a type for each column */
export function columnTypes(stream) {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const start = view.getUint32(0, true) === 0xffffffff ? 8 : 4;
  const message = start + view.getUint32(start, true);
  const schema = reference(view, message, 2);
  return schema === 0 ? [] : vector(view, schema, 1).map((field) => typeOf(view, field));
}

/** @param {DataView} view @param {number} field @returns {ColumnType} */
function typeOf(view, field) {
  const kind = slot(view, field, 2);
  const children = vector(view, field, 5);
  return {
    kind: KINDS[kind === 0 ? 0 : view.getUint8(kind)] ?? 'other',
    children: new Map(children.map((child) => [text(view, reference(view, child, 0)), typeOf(view, child)])),
  };
}

/** @param {DataView} view @param {number} table @param {number} index @returns {number} where a table's field lies; 0 when it is absent */
function slot(view, table, index) {
  const fields = table - view.getInt32(table, true);
  const at = 4 + index * 2;
  const offset = at < view.getUint16(fields, true) ? view.getUint16(fields + at, true) : 0;
  return offset === 0 ? 0 : table + offset;
}

/** @param {DataView} view @param {number} table @param {number} index @returns {number} what a table's field refers to; 0 when it is absent */
function reference(view, table, index) {
  const at = slot(view, table, index);
  return at === 0 ? 0 : at + view.getUint32(at, true);
}

/** @param {DataView} view @param {number} table @param {number} index @returns {number[]} the tables of a vector */
function vector(view, table, index) {
  const at = reference(view, table, index);
  return at === 0 ? [] : Array.from({ length: view.getUint32(at, true) }, (_, i) => at + 4 + i * 4 + view.getUint32(at + 4 + i * 4, true));
}

/** @param {DataView} view @param {number} at @returns {string} */
const text = (view, at) => (at === 0 ? '' : Buffer.from(view.buffer, view.byteOffset + at + 4, view.getUint32(at, true)).toString('utf8'));
