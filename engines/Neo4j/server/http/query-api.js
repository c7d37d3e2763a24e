// @ts-check
// The Query API, version 2 (https://neo4j.com/docs/query-api/current/).
import { fromGrafeo } from '../errors/from-grafeo.js';
import { invalidRequest } from '../errors/neo4j-error.js';
import { changesAnything } from '../graph/result.js';
import { fromTyped, readRequest } from './json-reader.js';
import { plain, typed } from './json-writer.js';
import { Transactions } from './transactions.js';

const TYPED = 'application/vnd.neo4j.query';
const PATH = /^\/db\/([^/]+)\/query\/v2(?:\/(tx)(?:\/([^/]+)(?:\/(commit))?)?)?$/;

/** @typedef {{status: number, type: string, body: string, headers?: Record<string, string>}} Answer */

export class QueryApi {
  /** @param {import('../server.js').Server} server */
  constructor(server) {
    this.server = server;
    this.transactions = new Transactions();
  }

  /** @param {string} path @returns {boolean} */
  serves(path) {
    return PATH.test(path);
  }

  /**
   * @param {string} method @param {string} path @param {import('node:http').IncomingHttpHeaders} headers @param {string} body
   * @returns {Promise<Answer>}
   */
  async answer(method, path, headers, body) {
    const [, name, explicit, id, commit] = PATH.exec(path) ?? [];
    const asTyped = (headers.accept ?? '').includes(TYPED);
    const type = asTyped ? TYPED : 'application/json';
    if (method !== 'POST' && !(method === 'DELETE' && id && !commit)) {
      return { status: 405, type, body: errorBody(invalidRequest('Method Not Allowed')), headers: { allow: id && !commit ? 'POST, DELETE' : 'POST' } };
    }

    try {
      this.server.checkDatabase(decodeURIComponent(name ?? ''));
      if (method === 'DELETE') {
        this.transactions.take(id ?? '').rollback();
        return { status: 200, type, body: '{}' };
      }

      const request = body === '' && (id || explicit) ? new Map() : readRequest(body);
      return { status: 202, type, body: await this.run(request, { explicit: explicit === 'tx', id, commit: commit !== undefined, asTyped, typedIn: (headers['content-type'] ?? '').includes(TYPED) }) };
    } catch (error) {
      return failure(error, type, id !== undefined);
    }
  }

  /**
   * @param {Map<string, any>} request
   * @param {{explicit: boolean, id: string | undefined, commit: boolean, asTyped: boolean, typedIn: boolean}} how
   * @returns {Promise<string>}
   */
  async run(request, how) {
    const statement = request.get('statement');
    const given = request.get('parameters') ?? new Map();
    if (!(given instanceof Map) || (statement !== undefined && typeof statement !== 'string') || (statement === undefined && !how.explicit)) {
      throw invalidRequest('Bad Request');
    }

    const parameters = /** @type {Map<string, any>} */ (fromTyped(given));
    const readOnly = String(request.get('accessMode') ?? '').toLowerCase() === 'read';
    if (!how.explicit) {
      const result = await this.server.database.runAlone(statement, parameters, readOnly);
      return this.body(result, request, how.asTyped, `"bookmarks":[${JSON.stringify(this.server.bookmark())}]`);
    }

    const id = how.id ?? this.transactions.add(this.server.begin(readOnly, undefined));
    const transaction = this.transactions.use(id);
    let result = null;
    try {
      result = statement === undefined ? null : await transaction.run(statement, parameters);
      if (how.commit) {
        await this.transactions.take(id).commit();
      }
    } catch (error) {
      // A transaction that failed is rolled back and gone.
      if (this.transactions.open.has(id)) {
        this.transactions.take(id).rollback();
      }

      throw error;
    }

    const tail = how.commit
      ? `"bookmarks":[${JSON.stringify(this.server.bookmark())}]`
      : `"transaction":{"id":"${id}","expires":"${this.transactions.expires(id)}"}`;
    return result ? this.body(result, request, how.asTyped, tail) : `{${tail}}`;
  }

  /** @param {import('../graph/result.js').Result} result @param {Map<string, any>} request @param {boolean} asTyped @param {string} tail */
  body(result, request, asTyped, tail) {
    const value = asTyped ? typed : plain;
    const rows = result.rows.map((row) => `[${row.map(value).join(',')}]`).join(',');
    const counters = request.get('includeCounters') === true
      ? `"counters":${JSON.stringify({ containsUpdates: changesAnything(result.counters), ...result.counters, containsSystemUpdates: false, systemUpdates: 0 })},`
      : '';
    return `{"data":{"fields":${JSON.stringify(result.fields)},"values":[${rows}]},${counters}${tail}}`;
  }
}

/** @param {unknown} error @param {string} type @param {boolean} ofTransaction @returns {Answer} */
function failure(error, type, ofTransaction) {
  const known = fromGrafeo(error);
  const status = known.code === 'Neo.ClientError.Database.DatabaseNotFound' || (ofTransaction && /was not found/.test(known.message)) ? 404
    : known.code.startsWith('Neo.DatabaseError') ? 500 : 400;
  return { status, type, body: errorBody(known) };
}

/** @param {import('../errors/neo4j-error.js').Neo4jError} error @returns {string} */
export const errorBody = (error) => JSON.stringify({ errors: [{ code: error.code, message: error.message }] });
