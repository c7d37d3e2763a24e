namespace Lab.Clients.Tests.Neo4j;

[Collection<Neo4jEmulatorCollection>]
public sealed class Neo4jValueOnEmulatorTests(Neo4jEmulator server) : Neo4jValueTests(server);
