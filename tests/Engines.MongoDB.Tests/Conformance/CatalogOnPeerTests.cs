using Lab.Engines.MongoDB.Tests.Targets;

namespace Lab.Engines.MongoDB.Tests.Conformance;

[Collection(PeerCollection.Name)]
public sealed class CatalogOnPeerTests(PeerTarget target) : CatalogTests(target);
