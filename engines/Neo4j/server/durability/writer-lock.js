// @ts-check
import { Neo4jError } from '../errors/neo4j-error.js';

/** One writer at a time, in the order they come. */
export class WriterLock {
  /** @param {number} patience milliseconds that one waits */
  constructor(patience) {
    this.patience = patience;
    this.held = false;
    /** @type {(() => void)[]} */
    this.waiting = [];
  }

  /** @returns {Promise<void>} */
  acquire() {
    if (!this.held) {
      this.held = true;
      return Promise.resolve();
    }

    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(new Neo4jError('Neo.TransientError.Transaction.LockAcquisitionTimeout', `Another transaction writes and did not end within ${this.patience} ms.`));
      }, this.patience);
      this.waiting.push(enter);
    });
  }

  release() {
    const next = this.waiting.shift();
    if (next) {
      next();
    } else {
      this.held = false;
    }
  }
}
