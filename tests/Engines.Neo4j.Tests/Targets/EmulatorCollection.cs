namespace Lab.Engines.Neo4j.Tests.Targets;

/// <summary>The tests that share one emulator.</summary>
[CollectionDefinition]
public sealed class EmulatorCollection : ICollectionFixture<EmulatorTarget>;
