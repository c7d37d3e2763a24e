// @ts-check
import { Neo4jError, invalidRequest } from '../errors/neo4j-error.js';
import { fromGrafeo } from '../errors/from-grafeo.js';
import { changesAnything } from '../graph/result.js';
import { Structure } from './packstream.js';

const HELLO = 0x01, GOODBYE = 0x02, RESET = 0x0f, RUN = 0x10, BEGIN = 0x11, COMMIT = 0x12, ROLLBACK = 0x13, DISCARD = 0x2f, PULL = 0x3f,
  TELEMETRY = 0x54, ROUTE = 0x66, LOGON = 0x6a, LOGOFF = 0x6b;
const SUCCESS = 0x70, RECORD = 0x71, IGNORED = 0x7e, FAILURE = 0x7f;
const MOST_OPEN_RESULTS = 1000;

/** @typedef {{result: import('../graph/result.js').Result, at: number}} Open */

/** A client's conversation: what it may send when, its transaction, its open results. One message at a time. */
export class Session {
  /**
   * @param {import('../server.js').Server} server
   * @param {(structure: Structure) => Promise<void> | void} send gives what to wait for while the client does not read
   */
  constructor(server, send) {
    this.server = server;
    this.send = send;
    this.greeted = false;
    this.authenticated = false;
    this.failed = false;
    this.goodbye = false;
    /** @type {import('../graph/transaction.js').Transaction | null} */
    this.transaction = null;
    /** @type {Map<bigint, Open>} */
    this.results = new Map();
    this.lastQuery = -1n;
    this.nextQuery = 0n;
  }

  /** @param {any} message */
  async handle(message) {
    if (!(message instanceof Structure)) {
      throw invalidRequest('A message is no structure.');
    }

    if (message.tag === GOODBYE) {
      this.goodbye = true;
      this.close();
      return;
    }

    if (message.tag === RESET && this.authenticated) {
      this.close();
      this.failed = false;
      await this.succeed({});
      return;
    }

    if (this.failed) {
      await this.send(new Structure(IGNORED, []));
      return;
    }

    try {
      await this.answer(message);
    } catch (error) {
      const known = fromGrafeo(error);
      this.failed = true;
      this.close();
      await this.send(new Structure(FAILURE, [new Map([['code', known.code], ['message', known.message]])]));
      if (!this.authenticated) {
        this.goodbye = true;
      }
    }
  }

  /** The conversation ends, or begins anew: nothing of it stays open. */
  close() {
    this.transaction?.rollback();
    this.transaction = null;
    this.results.clear();
  }

  /** @param {Structure} message */
  async answer(message) {
    const [first, second, third] = message.fields;
    if (!this.greeted) {
      if (message.tag !== HELLO) {
        throw invalidRequest('The first message must be HELLO.');
      }

      this.greeted = true;
      return this.succeed({ server: `Neo4j/${this.server.version}`, connection_id: `bolt-${this.server.nextConnection++}`, hints: new Map() });
    }

    if (message.tag === LOGON) {
      this.server.authentication.check(map(first).get('scheme'), map(first).get('principal'), map(first).get('credentials'));
      this.authenticated = true;
      return this.succeed({});
    }

    if (!this.authenticated) {
      throw new Neo4jError('Neo.ClientError.Security.Unauthorized', 'LOGON comes first.');
    }

    switch (message.tag) {
      case LOGOFF: this.close(); this.authenticated = false; return this.succeed({});
      case TELEMETRY: return this.succeed({});
      case ROUTE: return this.route(map(first));
      case BEGIN: return this.begin(map(first));
      case COMMIT: return this.commit();
      case ROLLBACK: this.required().rollback(); this.close(); return this.succeed({});
      case RUN: return this.run(first, map(second), map(third));
      case PULL: return this.pull(map(first), true);
      case DISCARD: return this.pull(map(first), false);
      default: throw invalidRequest(`0x${message.tag.toString(16)} is no message of Bolt 5.`);
    }
  }

  /** @param {Map<string, any>} options */
  begin(options) {
    if (this.transaction) {
      throw invalidRequest('A transaction is open already.');
    }

    this.results.clear();
    this.server.checkDatabase(options.get('db'));
    this.transaction = this.server.begin(options.get('mode') === 'r', options.get('tx_timeout'));
    return this.succeed({});
  }

  async commit() {
    await this.required().commit();
    this.transaction = null;
    this.results.clear();
    return this.succeed({ bookmark: this.server.bookmark() });
  }

  /** @param {any} text @param {Map<string, any>} parameters @param {Map<string, any>} options */
  async run(text, parameters, options) {
    if (typeof text !== 'string') {
      throw invalidRequest('RUN needs a statement.');
    }

    let result;
    if (this.transaction) {
      if (this.results.size >= MOST_OPEN_RESULTS) {
        throw invalidRequest(`A transaction may have ${MOST_OPEN_RESULTS} open results.`);
      }

      result = await this.transaction.run(text, parameters);
    } else {
      this.server.checkDatabase(options.get('db'));
      this.results.clear();
      result = await this.server.database.runAlone(text, parameters, options.get('mode') === 'r');
    }

    this.lastQuery = this.nextQuery++;
    this.results.set(this.lastQuery, { result, at: 0 });
    return this.succeed({ fields: result.fields, t_first: 0n, ...(this.transaction ? { qid: this.lastQuery } : {}) });
  }

  /** @param {Map<string, any>} options @param {boolean} wanted */
  async pull(options, wanted) {
    const asked = options.get('qid') ?? -1n;
    const id = asked === -1n ? this.lastQuery : asked;
    const open = this.results.get(id);
    const count = options.get('n');
    if (!open || typeof count !== 'bigint' || count === 0n || count < -1n) {
      throw invalidRequest(open ? 'n must be -1 or a number above 0.' : 'There is no such open result.');
    }

    const { rows } = open.result;
    const end = count === -1n ? rows.length : Math.min(rows.length, open.at + Number(count));
    for (; wanted && open.at < end; open.at++) {
      const behind = this.send(new Structure(RECORD, [rows[open.at]]));
      if (behind) {
        await behind;
      }
    }

    open.at = end;
    if (end < rows.length) {
      return this.succeed({ has_more: true });
    }

    this.results.delete(id);
    return this.succeed({ ...summary(open.result), ...(this.transaction ? {} : { bookmark: this.server.bookmark() }), db: 'neo4j' });
  }

  /** @param {Map<string, any>} context */
  route(context) {
    const address = typeof context.get('address') === 'string' ? context.get('address') : this.server.boltAddress;
    const servers = ['WRITE', 'READ', 'ROUTE'].map((role) => new Map([['addresses', [address]], ['role', role]]));
    return this.succeed({ rt: new Map(/** @type {[string, any][]} */ ([['ttl', 300n], ['db', 'neo4j'], ['servers', servers]])) });
  }

  /** @returns {import('../graph/transaction.js').Transaction} */
  required() {
    if (!this.transaction) {
      throw invalidRequest('No transaction is open.');
    }

    return this.transaction;
  }

  /** @param {Record<string, any>} metadata */
  succeed(metadata) {
    return this.send(new Structure(SUCCESS, [new Map(Object.entries(metadata))]));
  }
}

/** @param {import('../graph/result.js').Result} result @returns {Record<string, any>} */
function summary(result) {
  const changed = Object.entries(result.counters).filter(([, count]) => count > 0)
    .map(([name, count]) => /** @type {[string, any]} */ ([name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase()), BigInt(count)]));
  return { type: result.type, t_last: 0n, ...(changesAnything(result.counters) ? { stats: new Map([...changed, ['contains-updates', true]]) } : {}) };
}

/** @param {any} value @returns {Map<string, any>} */
function map(value) {
  if (value === undefined) {
    return new Map();
  }

  if (!(value instanceof Map)) {
    throw invalidRequest('A field of the message is no map.');
  }

  return value;
}
