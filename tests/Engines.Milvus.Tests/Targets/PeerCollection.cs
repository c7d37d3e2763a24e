namespace Lab.Engines.Milvus.Tests.Targets;

/// <summary>The tests that share one peer.</summary>
[CollectionDefinition(Name)]
public sealed class PeerCollection : ICollectionFixture<PeerTarget>
{
    public const string Name = "peer";
}
