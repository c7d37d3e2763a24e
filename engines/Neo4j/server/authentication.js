// @ts-check
import { createHash, timingSafeEqual } from 'node:crypto';
import { Neo4jError } from './errors/neo4j-error.js';

/** Who may come in: one user. */
export class Authentication {
  /** @param {string} user @param {string} password */
  constructor(user, password) {
    this.user = user;
    this.password = digest(password);
  }

  /** @param {any} scheme @param {any} user @param {any} password */
  check(scheme, user, password) {
    const known = typeof password === 'string' && timingSafeEqual(digest(password), this.password);
    if (scheme !== 'basic' || user !== this.user || !known) {
      throw new Neo4jError('Neo.ClientError.Security.Unauthorized', 'The client is unauthorized due to authentication failure.');
    }
  }
}

/** @param {string} text @returns {Buffer} */
const digest = (text) => createHash('sha256').update(text, 'utf8').digest();
