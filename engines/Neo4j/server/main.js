// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { Authentication } from './authentication.js';
import { serve } from './bolt/connection.js';
import { Database } from './graph/database.js';
import { handler } from './http/handler.js';
import { Server } from './server.js';

const VERSION = '5.26.20-lab';
const HOST = '127.0.0.1';
const MOST_CONNECTIONS = 500;

/** @param {string} line */
const log = (line) => process.stdout.write(`${line}\n`);

/** @param {string} name @returns {string} */
function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set.`);
  }

  return value;
}

async function main() {
  const httpPort = Number(required('LAB_NEO4J_HTTP_PORT'));
  const boltPort = Number(required('LAB_NEO4J_BOLT_PORT'));
  const certificate = process.env.LAB_NEO4J_CERTIFICATE;
  const secure = certificate ? { cert: readFileSync(certificate), key: readFileSync(required('LAB_NEO4J_KEY')) } : null;
  const engine = createRequire(required('LAB_NEO4J_MODULES') + '/')('@grafeo-db/js');
  const boltAddress = `${HOST}:${boltPort}`;
  const database = new Database(engine, required('LAB_NEO4J_DATA'), { address: boltAddress, version: VERSION });
  const server = new Server({
    database, version: VERSION, boltAddress, httpAddress: `${HOST}:${httpPort}`, secure: secure !== null, log,
    authentication: new Authentication(required('LAB_NEO4J_USER'), required('LAB_NEO4J_PASSWORD')),
  });
  delete process.env.LAB_NEO4J_PASSWORD;

  const onSocket = (/** @type {net.Socket} */ socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    void serve(socket, server);
  };
  const bolt = secure ? tls.createServer(secure, onSocket) : net.createServer(onSocket);
  const api = secure ? https.createServer(secure, handler(server)) : http.createServer(handler(server));
  for (const [listener, port] of /** @type {[net.Server, number][]} */ ([[bolt, boltPort], [api, httpPort]])) {
    listener.maxConnections = MOST_CONNECTIONS;
    listener.on('tlsClientError', (_, socket) => socket.destroy());
    await new Promise((resolve, reject) => listener.once('error', reject).listen(port, HOST, () => resolve(undefined)));
  }

  log(`ready to accept connections on ${HOST}:${httpPort} (Query API) and ${boltAddress} (Bolt)${secure ? ', TLS' : ''}`);
  let stopping = false;
  const stop = () => {
    if (stopping) {
      return;
    }

    stopping = true;
    log('stopping: writing a checkpoint');
    bolt.close();
    api.close();
    database.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
