using Lab.Engines.MongoDB.Tests.Targets;

namespace Lab.Engines.MongoDB.Tests.Conformance;

[Collection(PeerCollection.Name)]
public sealed class IndexOnPeerTests(PeerTarget target) : IndexTests(target);
