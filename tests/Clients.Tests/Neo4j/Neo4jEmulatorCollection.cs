namespace Lab.Clients.Tests.Neo4j;

/// <summary>Lets test classes share the emulator of Neo4j.</summary>
[CollectionDefinition]
public sealed class Neo4jEmulatorCollection : ICollectionFixture<Neo4jEmulator>;
