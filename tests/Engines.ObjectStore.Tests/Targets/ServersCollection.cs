namespace Lab.Engines.ObjectStore.Tests.Targets;

/// <summary>The tests that share the servers.</summary>
[CollectionDefinition]
public sealed class ServersCollection : ICollectionFixture<Servers>;
