namespace Lab.Engines.Neo4j.Tests.Targets;

[CollectionDefinition]
public sealed class Neo4jCollection : ICollectionFixture<EmulatorTarget>, ICollectionFixture<PeerTarget>;
