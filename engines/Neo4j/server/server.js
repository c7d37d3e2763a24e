// @ts-check
import { Neo4jError } from './errors/neo4j-error.js';

const DEFAULT_TIMEOUT = 300_000;
const LONGEST_TIMEOUT = 3_600_000;

/** What both protocols share: the graph, who may come in, what the server says of itself. */
export class Server {
  /**
   * @param {{database: import('./graph/database.js').Database, authentication: import('./authentication.js').Authentication, version: string,
   *   httpAddress: string, boltAddress: string, secure: boolean, log: (line: string) => void}} parts
   */
  constructor(parts) {
    this.database = parts.database;
    this.authentication = parts.authentication;
    this.version = parts.version;
    this.httpAddress = parts.httpAddress;
    this.boltAddress = parts.boltAddress;
    this.secure = parts.secure;
    this.log = parts.log;
    this.nextConnection = 1;
    this.commits = 0;
  }

  /** @param {any} name @returns {void} refuses every database but the two that answer */
  checkDatabase(name) {
    if (name !== undefined && name !== null && name !== 'neo4j' && name !== 'system') {
      throw new Neo4jError('Neo.ClientError.Database.DatabaseNotFound', `Graph not found: ${name}`);
    }
  }

  /** @param {boolean} readOnly @param {any} timeout milliseconds; of Bolt, so a bigint when it is one */
  begin(readOnly, timeout) {
    const asked = typeof timeout === 'bigint' && timeout > 0n ? Number(timeout) : DEFAULT_TIMEOUT;
    return this.database.begin({ readOnly, timeout: Math.min(asked, LONGEST_TIMEOUT) });
  }

  /** @returns {string} one writer, one server: a bookmark has nothing to wait for */
  bookmark() {
    return `FB:lab${++this.commits}`;
  }
}
