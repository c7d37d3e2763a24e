// @ts-check
import { Neo4jError } from '../errors/neo4j-error.js';
import { discovery } from './discovery.js';
import { errorBody, QueryApi } from './query-api.js';

const LONGEST_BODY = 64 << 20;

/**
 * @param {import('../server.js').Server} server
 * @returns {import('node:http').RequestListener}
 */
export function handler(server) {
  const api = new QueryApi(server);
  return (request, response) => {
    answer(api, server, request).then(
      ({ status, type, body, headers }) => response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers }).end(body),
      (error) => {
        server.log(`request failed: ${error instanceof Error ? error.message : error}`);
        response.destroy();
      });
  };
}

/**
 * @param {QueryApi} api @param {import('../server.js').Server} server @param {import('node:http').IncomingMessage} request
 * @returns {Promise<import('./query-api.js').Answer>}
 */
async function answer(api, server, request) {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const type = 'application/json';
  if (path === '/') {
    return { status: 200, type, body: JSON.stringify(discovery(server, request.headers.host)) };
  }

  if (!api.serves(path)) {
    request.resume();
    return { status: 404, type, body: errorBody(new Neo4jError('Neo.ClientError.Request.Invalid', 'Not Found')) };
  }

  const refused = authenticate(server, request.headers.authorization);
  if (refused) {
    request.resume();
    return { status: 401, type: 'application/json;charset=utf-8', body: errorBody(refused), headers: { 'www-authenticate': 'Basic realm="Neo4j"' } };
  }

  const body = await read(request);
  return body === null
    ? { status: 413, type, body: errorBody(new Neo4jError('Neo.ClientError.Request.Invalid', `A request may have ${LONGEST_BODY} bytes.`)), headers: { connection: 'close' } }
    : api.answer(request.method ?? 'GET', path, request.headers, body);
}

/** @param {import('../server.js').Server} server @param {string | undefined} header @returns {Neo4jError | null} */
function authenticate(server, header) {
  if (header === undefined) {
    return new Neo4jError('Neo.ClientError.Security.Unauthorized', 'No authentication header supplied.');
  }

  const [scheme, encoded] = header.split(' ');
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  try {
    server.authentication.check(scheme?.toLowerCase(), text.slice(0, Math.max(colon, 0)), text.slice(colon + 1));
    return null;
  } catch (error) {
    return error instanceof Neo4jError ? new Neo4jError(error.code, 'Invalid credential.') : new Neo4jError('Neo.ClientError.Security.Unauthorized', 'Invalid credential.');
  }
}

/** @param {import('node:http').IncomingMessage} request @returns {Promise<string | null>} null when it is too long */
async function read(request) {
  /** @type {Buffer[]} */
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LONGEST_BODY) {
      return null;
    }

    parts.push(part);
  }

  return Buffer.concat(parts).toString('utf8');
}
