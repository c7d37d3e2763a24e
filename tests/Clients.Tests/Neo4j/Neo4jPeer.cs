using Lab.Engines.Testing;

namespace Lab.Clients.Tests.Neo4j;

/// <summary>Neo4j itself.</summary>
public sealed class Neo4jPeer : Neo4jServer
{
    private const string Variable = "LAB_PEER_NEO4J";

    private Peer? peer;

    public override bool IsEmulator => false;

    protected override string Absence => Peer.HowTo("neo4j", Variable);

    public override async ValueTask InitializeAsync()
    {
        peer = await Peer.StartAsync("neo4j", Variable, CancellationToken.None);
        if (peer is null)
        {
            return;
        }

        var address = new Uri(peer.Values[Variable]);
        var user = address.UserInfo.Split(':', 2);
        Connect($"Endpoint={address.GetLeftPart(UriPartial.Scheme)}{address.Authority};Bolt=bolt://localhost:1;Username={user[0]};Password={user[1]}", authorityFile: null);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (peer is not null)
        {
            await peer.DisposeAsync();
        }
    }
}
