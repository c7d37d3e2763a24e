namespace Lab.Clients.Tests.Neo4j;

/// <summary>Lets test classes share Neo4j itself.</summary>
[CollectionDefinition]
public sealed class Neo4jPeerCollection : ICollectionFixture<Neo4jPeer>;
