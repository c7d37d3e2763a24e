using Lab.Engines.Testing;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Targets;

/// <summary>The peer, Milvus 2.3.5, started once for all tests of the collection.</summary>
public sealed class PeerTarget : IMilvusTarget, IAsyncLifetime
{
    private const string Variable = "LAB_PEER_MILVUS";

    private Peer? peer;
    private MilvusClient? client;

    public MilvusClient Client
    {
        get
        {
            Assert.SkipWhen(client is null, Peer.HowTo("milvus", Variable));
            return client!;
        }
    }

    public string ConnectionString => peer!.Values[Variable];

    public string? CertificateAuthority => null;

    public async ValueTask InitializeAsync()
    {
        peer = await Peer.StartAsync("milvus", Variable, TestContext.Current.CancellationToken);
        client = peer is null ? null : MilvusServer.Connect(ConnectionString, authority: null);
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
