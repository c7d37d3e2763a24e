// @ts-check
import { Neo4jError } from '../errors/neo4j-error.js';
import { analyse } from '../cypher/statement.js';
import { LogSync } from '../durability/log-sync.js';
import { WriterLock } from '../durability/writer-lock.js';
import { Catalog } from './catalog.js';
import { execute } from './execution.js';
import { Transaction } from './transaction.js';

const CHECKPOINT_BYTES = 64 << 20;
const CHECKPOINT_MILLISECONDS = 300_000;
const LOCK_PATIENCE = 30_000;

/** The graph: one writer at a time, readers beside it, and no answer to a write before it is on disk. */
export class Database {
  /**
   * @param {any} engine the engine's module
   * @param {string} path where the data lies
   * @param {{address: string, version: string}} server what the server says of itself
   */
  constructor(engine, path, server) {
    this.grafeo = engine.GrafeoDB.create(path);
    this.grafeo.setCheckpointTriggers({ walBytes: CHECKPOINT_BYTES, intervalMs: CHECKPOINT_MILLISECONDS });
    this.lock = new WriterLock(LOCK_PATIENCE);
    this.sync = new LogSync(path + '.wal');
    this.catalog = new Catalog(this.grafeo, server);
    this.run = (/** @type {string} */ text, /** @type {any} */ values) => this.grafeo.executeCypher(text, values);
  }

  /**
   * Runs a statement as a transaction of its own.
   * @param {string} text @param {Map<string, any>} parameters @param {boolean} readOnly
   * @returns {Promise<import('./result.js').Result>}
   */
  async runAlone(text, parameters, readOnly) {
    const statement = this.catalog.isCatalog(text) ? null : analyse(text);
    if (!(statement?.writes ?? this.catalog.changes(text))) {
      return statement ? this.read(statement, parameters) : this.catalog.run(this.run, text, parameters);
    }

    if (readOnly) {
      throw new Neo4jError('Neo.ClientError.Statement.AccessMode', 'Writing in read access mode not allowed.');
    }

    await this.lock.acquire();
    let result;
    try {
      result = await (statement ? execute(this.run, statement, parameters) : this.catalog.run(this.run, text, parameters));
    } finally {
      this.lock.release();
    }

    await this.sync.sync();
    return result;
  }

  /**
   * Runs a statement that changes nothing. What is asked after it about its values is asked of the same state of the graph.
   * @param {import('../cypher/statement.js').Statement} statement @param {Map<string, any>} parameters
   * @returns {Promise<import('./result.js').Result>}
   */
  async read(statement, parameters) {
    const snapshot = this.grafeo.beginTransaction();
    try {
      return await execute((query, values) => snapshot.executeCypher(query, values), statement, parameters);
    } finally {
      if (snapshot.isActive) {
        snapshot.rollback();
      }
    }
  }

  /** @param {{readOnly: boolean, timeout: number}} options @returns {Transaction} */
  begin(options) {
    return new Transaction(this, options);
  }

  close() {
    this.grafeo.close();
  }
}
