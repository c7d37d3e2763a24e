// @ts-check

/**
 * The document that says where everything is.
 * @param {import('../server.js').Server} server
 * @param {string | undefined} host as the client named it
 */
export function discovery(server, host) {
  const bolt = server.secure ? '+s' : '';
  return {
    bolt_routing: `neo4j${bolt}://${server.boltAddress}`,
    query: `${server.secure ? 'https' : 'http'}://${host ?? server.httpAddress}/db/{databaseName}/query/v2`,
    bolt_direct: `bolt${bolt}://${server.boltAddress}`,
    neo4j_version: server.version,
    neo4j_edition: 'community',
  };
}
