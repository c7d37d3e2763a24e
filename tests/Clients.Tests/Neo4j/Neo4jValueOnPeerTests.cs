namespace Lab.Clients.Tests.Neo4j;

[Collection<Neo4jPeerCollection>]
public sealed class Neo4jValueOnPeerTests(Neo4jPeer server) : Neo4jValueTests(server);
