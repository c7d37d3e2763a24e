using Lab.Engines.Testing;
using Lab.Hosting.Clients.Chroma;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Clients.Tests.Chroma;

/// <summary>ChromaDB itself, started once for all tests; each takes a collection of its own.</summary>
public sealed class ChromaServer : IAsyncLifetime
{
    private readonly EngineHome home = new();
    private EngineProcess? engine;
    private IHost? host;

    public string ConnectionString => $"Endpoint=http://127.0.0.1:{engine!.Start.Port}";

    public ChromaClient Client => host!.Services.GetRequiredService<ChromaClient>();

    public IServiceProvider Services => host!.Services;

    public Task<ChromaCollection> NewCollectionAsync(ChromaCollectionOptions? options = null) =>
        Client.Database.CreateCollectionAsync($"c-{Guid.NewGuid():N}", options, TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync()
    {
        engine = EngineProcess.Run(new EngineStart(Path.Combine(AppContext.BaseDirectory, "Lab.Engines.Chroma.dll"), home.Path, "chroma"));
        await engine.WaitForLineAsync("Connect to Chroma at", CancellationToken.None);
        var builder = TestApplication.With(("ConnectionStrings:chroma", ConnectionString), ("Lab:Clients:Chroma:MaxRetries", "10"));
        builder.AddChromaClient("chroma");
        host = builder.Build();

        // The server says that it can be connected to before it can: a repeated request waits for it.
        await Client.GetVersionAsync();
    }

    public async ValueTask DisposeAsync()
    {
        host?.Dispose();
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }

        home.Dispose();
    }
}
