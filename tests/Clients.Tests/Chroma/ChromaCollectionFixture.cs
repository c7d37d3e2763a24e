namespace Lab.Clients.Tests.Chroma;

/// <summary>Lets test classes share one server.</summary>
[CollectionDefinition]
public sealed class ChromaCollectionFixture : ICollectionFixture<ChromaServer>;
