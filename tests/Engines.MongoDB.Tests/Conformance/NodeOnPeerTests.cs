using Lab.Engines.MongoDB.Tests.Targets;

namespace Lab.Engines.MongoDB.Tests.Conformance;

[Collection(PeerCollection.Name)]
public sealed class NodeOnPeerTests(PeerTarget target) : NodeTests(target)
{
    protected override bool HasTransactions => false;
}
