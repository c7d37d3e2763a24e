using Lab.Engines.Testing;
using Lab.Hosting.Clients.Neo4j;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Clients.Tests.Neo4j;

/// <summary>Neo4j itself, started once for all tests; each takes a label of its own.</summary>
public sealed class Neo4jServer : IAsyncLifetime
{
    private const string Variable = "LAB_PEER_NEO4J";

    private Peer? peer;
    private IHost? host;

    /// <summary>Where it is; the test is skipped where there is none.</summary>
    public string ConnectionString { get; private set; } = "";

    public Neo4jClient Client => Services.GetRequiredService<Neo4jClient>();

    public Neo4jDatabase Database => Client.Database;

    public IServiceProvider Services
    {
        get
        {
            Assert.SkipWhen(host is null, Peer.HowTo("neo4j", Variable));
            return host!.Services;
        }
    }

    public static string NewLabel() => $"L{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync()
    {
        peer = await Peer.StartAsync("neo4j", Variable, CancellationToken.None);
        if (peer is null)
        {
            return;
        }

        var address = new Uri(peer.Values[Variable]);
        var user = address.UserInfo.Split(':', 2);
        ConnectionString = $"Endpoint={address.GetLeftPart(UriPartial.Scheme)}{address.Authority};Bolt=bolt://localhost:1;Username={user[0]};Password={user[1]}";
        var builder = TestApplication.With(("ConnectionStrings:graph", ConnectionString));
        builder.AddNeo4jClient("graph");
        host = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        host?.Dispose();
        if (peer is not null)
        {
            await peer.DisposeAsync();
        }
    }
}
