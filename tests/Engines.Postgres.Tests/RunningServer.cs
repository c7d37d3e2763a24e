using Lab.Engines.Postgres.Tests;
using Lab.Engines.Testing;

[assembly: AssemblyFixture(typeof(RunningServer))]

namespace Lab.Engines.Postgres.Tests;

/// <summary>One server for all tests that only look at it; being made first, it also installs PostgreSQL once for all.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly EngineHome home = new();
    private EngineProcess? engine;

    public EngineHome Home => home;

    public EngineProcess Engine => engine ?? throw new InvalidOperationException("The server is not started yet.");

    public async ValueTask InitializeAsync() =>
        engine = await PostgresServer.StartAsync(PostgresServer.In(home) with { Settings = ["work_mem=7MB", "application_name=it's a \\ test"] });

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }

        home.Dispose();
    }
}
