using Lab.Engines.Testing;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Targets;

/// <summary>The peer, FerretDB, started once for all tests of the collection.</summary>
public sealed class PeerTarget : IMongoTarget, IAsyncLifetime
{
    private const string Variable = "LAB_PEER_MONGODB";

    private Peer? peer;
    private MongoClient? client;

    public IMongoClient Client
    {
        get
        {
            Assert.SkipWhen(client is null, Peer.HowTo("mongodb", Variable));
            return client!;
        }
    }

    // FerretDB has no sessions on the server.
    public string ConnectionString => peer!.Values[Variable].TrimEnd('/') + "/?retryWrites=false";

    public string? AuthorityFile => null;

    public async ValueTask InitializeAsync()
    {
        peer = await Peer.StartAsync("mongodb", Variable, TestContext.Current.CancellationToken);
        if (peer is not null)
        {
            client = new MongoClient(ConnectionString);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (peer is not null)
        {
            await peer.DisposeAsync();
        }
    }
}
