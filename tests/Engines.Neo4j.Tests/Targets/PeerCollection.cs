namespace Lab.Engines.Neo4j.Tests.Targets;

/// <summary>The tests that share one peer.</summary>
[CollectionDefinition]
public sealed class PeerCollection : ICollectionFixture<PeerTarget>;
