using Lab.Engines.Milvus.Tests.Targets;

namespace Lab.Engines.Milvus.Tests.Conformance;

[Collection(PeerCollection.Name)]
public sealed class CollectionOnPeerTests(PeerTarget target) : CollectionTests(target);
