namespace Lab.Engines.Milvus.Tests.Targets;

/// <summary>The tests that share one emulator.</summary>
[CollectionDefinition(Name)]
public sealed class EmulatorCollection : ICollectionFixture<EmulatorTarget>
{
    public const string Name = "emulator";
}
