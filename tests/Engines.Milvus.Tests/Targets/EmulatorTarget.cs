using Lab.Engines.Testing;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Targets;

/// <summary>The emulator, started once for all tests of the collection.</summary>
public sealed class EmulatorTarget : IMilvusTarget, IAsyncLifetime
{
    private readonly EngineHome home = new();
    private EngineProcess? engine;
    private MilvusClient? client;

    public MilvusClient Client => client!;

    public string ConnectionString => MilvusServer.ConnectionString(engine!.Start);

    public string? CertificateAuthority => home.AuthorityFile;

    public async ValueTask InitializeAsync()
    {
        engine = await MilvusServer.StartAsync(MilvusServer.In(home));
        client = MilvusServer.Connect(engine.Start);
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }

        home.Dispose();
    }
}
