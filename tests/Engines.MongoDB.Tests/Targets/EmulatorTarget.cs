using Lab.Engines.Testing;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Targets;

/// <summary>The emulator, started once for all tests of the collection.</summary>
public sealed class EmulatorTarget : IMongoTarget, IAsyncLifetime
{
    private readonly EngineHome home = new();
    private EngineProcess? engine;
    private MongoClient? client;

    public IMongoClient Client => client!;

    public EngineStart Start => engine!.Start;

    public string ConnectionString => MongoServer.ConnectionString(Start);

    public string? AuthorityFile => home.AuthorityFile;

    public async ValueTask InitializeAsync()
    {
        engine = await MongoServer.StartAsync(MongoServer.In(home) with { Settings = ["ttl-interval=1"] });
        client = MongoServer.Connect(engine.Start);
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
