namespace Lab.Clients.Tests.Neo4j;

[Collection<Neo4jEmulatorCollection>]
public sealed class Neo4jTransactionOnEmulatorTests(Neo4jEmulator server) : Neo4jTransactionTests(server);
