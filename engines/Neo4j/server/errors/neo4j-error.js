// @ts-check

/** An error as Neo4j reports it: a status code and a message. */
export class Neo4jError extends Error {
  /**
   * @param {string} code for example `Neo.ClientError.Statement.SyntaxError`
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = 'Neo4jError';
    this.code = code;
  }
}

/** @param {string} what @returns {Neo4jError} the refusal of something that Neo4j has and this server has not. */
export const unsupported = (what) =>
  new Neo4jError('Neo.ClientError.Statement.UnsupportedOperationError', `${what} is not supported by this server, an emulator of Neo4j.`);

/** @param {string} message @returns {Neo4jError} */
export const syntaxError = (message) => new Neo4jError('Neo.ClientError.Statement.SyntaxError', message);

/** @param {string} message @returns {Neo4jError} a broken message or request. */
export const invalidRequest = (message) => new Neo4jError('Neo.ClientError.Request.Invalid', message);
