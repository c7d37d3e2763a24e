using Lab.Engines.Testing;
using Lab.Hosting.Clients.Milvus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Clients.Tests.Milvus;

/// <summary>Milvus's emulator, started once for all tests.</summary>
public sealed class MilvusServer : IAsyncLifetime
{
    public const string Password = "p@ss w:ord%1";

    private readonly EngineHome home = new();
    private EngineProcess? engine;
    private IHost? host;

    public string Endpoint => $"https://localhost:{engine!.Start.Port}";

    public string ConnectionString => $"Endpoint={Endpoint};Key=root:{Password}";

    public string Authority => home.AuthorityFile;

    public MilvusClient Client => host!.Services.GetRequiredService<MilvusClient>();

    public IServiceProvider Services => host!.Services;

    public async ValueTask InitializeAsync()
    {
        var start = new EngineStart(Path.Combine(AppContext.BaseDirectory, "Lab.Engines.Milvus.dll"), home.Path, "milvus") { User = "root", Password = Password };
        engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", CancellationToken.None);
        var builder = TestApplication.With(("ConnectionStrings:milvus", ConnectionString), ("Lab:Clients:Milvus:CertificateAuthority", Authority));
        builder.AddMilvusClient("milvus");
        host = builder.Build();
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
