using Lab.Engines.Neo4j.Tests.Targets;

namespace Lab.Engines.Neo4j.Tests.Conformance;

/// <summary>What is recorded of Neo4j is what Neo4j answers.</summary>
[Collection<PeerCollection>]
public sealed class DriverOnPeerTests(PeerTarget peer)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neo4j_answers_statements_as_recorded() =>
        Recorded.Compare(await NodeScript.RunAsync("conformance.mjs", peer.Require(), Cancellation), Recorded.Answers());

    [Fact]
    public async Task Neo4j_behaves_as_recorded() =>
        Recorded.Compare(await NodeScript.RunAsync("behaviour.mjs", peer.Require(), Cancellation), Recorded.Behaviour());
}
