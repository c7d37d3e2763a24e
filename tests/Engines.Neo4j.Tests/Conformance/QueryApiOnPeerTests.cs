using Lab.Engines.Neo4j.Tests.Targets;

namespace Lab.Engines.Neo4j.Tests.Conformance;

[Collection<PeerCollection>]
public sealed class QueryApiOnPeerTests(PeerTarget peer) : QueryApiTests
{
    protected override Neo4jServer Server => peer.Require();
}
