namespace Lab.Clients.Tests.Neo4j;

/// <summary>Lets test classes share one server.</summary>
[CollectionDefinition]
public sealed class Neo4jCollectionFixture : ICollectionFixture<Neo4jServer>;
