namespace Lab.Clients.Tests.Neo4j;

[Collection<Neo4jPeerCollection>]
public sealed class Neo4jDatabaseOnPeerTests(Neo4jPeer server) : Neo4jDatabaseTests(server);
