using Lab.Engines.MongoDB.Tests.Targets;

namespace Lab.Engines.MongoDB.Tests.Conformance;

[Collection(PeerCollection.Name)]
public sealed class CrudOnPeerTests(PeerTarget target) : CrudTests(target);
