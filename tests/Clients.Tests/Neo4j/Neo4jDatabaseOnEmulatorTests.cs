namespace Lab.Clients.Tests.Neo4j;

[Collection<Neo4jEmulatorCollection>]
public sealed class Neo4jDatabaseOnEmulatorTests(Neo4jEmulator server) : Neo4jDatabaseTests(server);
