// @ts-check
import { randomBytes } from 'node:crypto';
import { invalidRequest, Neo4jError } from '../errors/neo4j-error.js';

const IDLE_MILLISECONDS = 60_000;
const MOST_OPEN = 1000;

/** The explicit transactions of the Query API, which end by themselves when nobody asks for them. */
export class Transactions {
  constructor() {
    /** @type {Map<string, {transaction: import('../graph/transaction.js').Transaction, timer: NodeJS.Timeout, expires: number}>} */
    this.open = new Map();
  }

  /** @param {import('../graph/transaction.js').Transaction} transaction @returns {string} its id */
  add(transaction) {
    if (this.open.size >= MOST_OPEN) {
      transaction.rollback();
      throw new Neo4jError('Neo.TransientError.Transaction.MaximumTransactionLimitReached', `${MOST_OPEN} transactions are open.`);
    }

    const id = randomBytes(8).toString('hex');
    const timer = setTimeout(() => this.take(id).rollback(), IDLE_MILLISECONDS);
    timer.unref();
    this.open.set(id, { transaction, timer, expires: Date.now() + IDLE_MILLISECONDS });
    return id;
  }

  /** @param {string} id @returns {import('../graph/transaction.js').Transaction} */
  use(id) {
    const entry = this.open.get(id);
    if (!entry) {
      throw missing(id);
    }

    entry.timer.refresh();
    entry.expires = Date.now() + IDLE_MILLISECONDS;
    return entry.transaction;
  }

  /** @param {string} id @returns {import('../graph/transaction.js').Transaction} the transaction, which is no longer kept */
  take(id) {
    const transaction = this.use(id);
    clearTimeout(this.open.get(id)?.timer);
    this.open.delete(id);
    return transaction;
  }

  /** @param {string} id @returns {string} when it ends unless it is used (ISO 8601) */
  expires(id) {
    return new Date(this.open.get(id)?.expires ?? 0).toISOString().replace(/\.\d+Z$/, 'Z');
  }
}

/** @param {string} id @returns {Neo4jError} */
const missing = (id) => invalidRequest(`Transaction with Id: "${id}" was not found. It may have timed out and therefore rolled back or the routing header 'neo4j-cluster-affinity' was not provided.`);
