// @ts-check
import { Neo4jError, unsupported } from '../errors/neo4j-error.js';
import { fromGrafeo } from '../errors/from-grafeo.js';
import { analyse } from '../cypher/statement.js';
import { execute } from './execution.js';

/** An explicit transaction. It takes its place among the writers with its first writing statement and keeps it to its end. */
export class Transaction {
  /** @param {import('./database.js').Database} database @param {{readOnly: boolean, timeout: number}} options timeout in milliseconds */
  constructor(database, options) {
    this.database = database;
    this.readOnly = options.readOnly;
    /** @type {any} */
    this.inner = null;
    this.writing = false;
    this.busy = false;
    /** @type {Neo4jError | null} */
    this.ended = null;
    this.timer = setTimeout(() => this.expire(), options.timeout);
    this.timer.unref();
  }

  /** @param {string} text @param {Map<string, any>} parameters @returns {Promise<import('./result.js').Result>} */
  async run(text, parameters) {
    this.check();
    this.busy = true;
    try {
      const statement = this.database.catalog.isCatalog(text) ? null : analyse(text);
      if (statement?.writes ?? this.database.catalog.changes(text)) {
        if (this.readOnly) {
          throw new Neo4jError('Neo.ClientError.Statement.AccessMode', 'Writing in read access mode not allowed.');
        }

        if (!statement) {
          throw unsupported('A change of indexes or constraints inside an explicit transaction');
        }

        if (!this.writing) {
          await this.database.lock.acquire();
          this.writing = true;
        }
      }

      if (!this.inner) {
        this.inner = this.database.grafeo.beginTransaction();
      }

      const run = (/** @type {string} */ query, /** @type {any} */ values) => this.inner.executeCypher(query, values);
      return statement ? await execute(run, statement, parameters) : await this.database.catalog.run(run, text, parameters);
    } catch (error) {
      this.end(fromGrafeo(error));
      throw fromGrafeo(error);
    } finally {
      this.busy = false;
      if (this.ended) {
        this.abandon();
      }
    }
  }

  /** @returns {Promise<void>} done when the changes are on disk */
  async commit() {
    this.check();
    const wrote = this.writing;
    try {
      this.inner?.commit();
    } catch (error) {
      this.end(fromGrafeo(error));
      this.abandon();
      throw fromGrafeo(error);
    }

    this.inner = null;
    this.end(new Neo4jError('Neo.ClientError.Transaction.TransactionNotFound', 'The transaction is committed.'));
    this.release();
    if (wrote) {
      await this.database.sync.sync();
    }
  }

  rollback() {
    this.end(new Neo4jError('Neo.ClientError.Transaction.TransactionNotFound', 'The transaction is rolled back.'));
    if (!this.busy) {
      this.abandon();
    }
  }

  check() {
    if (this.ended) {
      throw this.ended;
    }

    if (this.busy) {
      throw new Neo4jError('Neo.ClientError.Transaction.TransactionAccessedConcurrently', 'A statement of this transaction still runs.');
    }
  }

  expire() {
    this.end(new Neo4jError('Neo.ClientError.Transaction.TransactionTimedOut', 'The transaction has not completed within its timeout and was rolled back.'));
    if (!this.busy) {
      this.abandon();
    }
  }

  /** @param {Neo4jError} why */
  end(why) {
    this.ended ??= why;
    clearTimeout(this.timer);
  }

  abandon() {
    this.inner?.rollback();
    this.inner = null;
    this.release();
  }

  release() {
    if (this.writing) {
      this.writing = false;
      this.database.lock.release();
    }
  }
}
