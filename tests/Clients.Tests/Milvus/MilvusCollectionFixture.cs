namespace Lab.Clients.Tests.Milvus;

/// <summary>Lets test classes share one server.</summary>
[CollectionDefinition]
public sealed class MilvusCollectionFixture : ICollectionFixture<MilvusServer>;
