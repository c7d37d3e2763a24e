namespace Lab.Clients.Tests.Neo4j;

[Collection<Neo4jPeerCollection>]
public sealed class Neo4jTransactionOnPeerTests(Neo4jPeer server) : Neo4jTransactionTests(server);
