using System.Diagnostics;
using Lab.Engines.Postgres.Tests;
using Lab.Engines.Testing;

[assembly: AssemblyFixture(typeof(PreparedCluster))]

namespace Lab.Engines.Postgres.Tests;

/// <summary>A state folder with a stopped system: tests that want one that has run before copy it, which is quicker than making it.</summary>
public sealed class PreparedCluster : IAsyncLifetime
{
    private readonly EngineHome home = new();

    public async ValueTask InitializeAsync()
    {
        await using var engine = await PostgresServer.StartAsync(PostgresServer.In(home));
        await engine.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Copies the state folder, with owners and rights.</summary>
    public async Task CopyToAsync(EngineHome target)
    {
        using var copy = Process.Start("cp", ["-a", home.Path, target.Path]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        copy.ExitCode.ShouldBe(0);
    }

    public ValueTask DisposeAsync()
    {
        home.Dispose();
        return ValueTask.CompletedTask;
    }
}
