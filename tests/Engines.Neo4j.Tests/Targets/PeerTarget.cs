using Lab.Engines.Testing;

namespace Lab.Engines.Neo4j.Tests.Targets;

/// <summary>A real Neo4j, where there is one.</summary>
public sealed class PeerTarget : IAsyncLifetime
{
    private const string Variable = "LAB_PEER_NEO4J";
    private Peer? peer;
    private Neo4jServer? server;

    /// <summary>Skips the test when there is no real server.</summary>
    public Neo4jServer Require()
    {
        Assert.SkipWhen(server is null, Peer.HowTo("neo4j", Variable));
        return server!;
    }

    public async ValueTask InitializeAsync()
    {
        peer = await Peer.StartAsync("neo4j", Variable, TestContext.Current.CancellationToken);
        if (peer is null)
        {
            return;
        }

        var http = new Uri(peer.Values[Variable]);
        var bolt = new Uri(peer.Values[Variable + "_BOLT"]);
        var (user, password) = http.UserInfo.Split(':', 2) is [var name, var secret] ? (Uri.UnescapeDataString(name), Uri.UnescapeDataString(secret)) : ("neo4j", "");
        server = new Neo4jServer(http.GetLeftPart(UriPartial.Authority).Replace($"{http.UserInfo}@", "", StringComparison.Ordinal), $"bolt://{bolt.Authority}", user, password, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (peer is not null)
        {
            await peer.DisposeAsync();
        }
    }
}
