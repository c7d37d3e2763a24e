using Lab.Engines.Testing;

namespace Lab.Engines.Postgres.Tests;

/// <summary>Several engines at once, and the cache they share. These tests need npm's registry, or its cache.</summary>
public sealed class SharingTests : IDisposable
{
    private readonly EngineHome home = new();
    private readonly EngineHome cache = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        home.Dispose();
        cache.Dispose();
    }

    [Fact]
    public async Task After_a_killed_installation_two_engines_at_once_share_a_new_one_and_one_authority()
    {
        await using (var killed = EngineProcess.Run(WithOwnCache("proj-pg01")))
        {
            await killed.WaitForLineAsync("installing PostgreSQL 16.14 into", Cancellation);
            while (!Directory.Exists(cache.Path) || Directory.GetDirectories(cache.Path, "*.tmp").Length == 0)
            {
                await Task.Yield();
            }

            await killed.KillAsync(Cancellation);
        }

        var first = EngineProcess.Run(WithOwnCache("proj-pg01"));
        var second = EngineProcess.Run(WithOwnCache("proj-pg02"));
        await using (first)
        await using (second)
        {
            await Task.WhenAll(
                first.WaitForLineAsync("ready to accept connections", Cancellation),
                second.WaitForLineAsync("ready to accept connections", Cancellation));

            (await PostgresServer.QueryAsync<string>(first.Start, "SHOW cluster_name")).ShouldBe("proj-pg01");
            (await PostgresServer.QueryAsync<string>(second.Start, "SHOW cluster_name")).ShouldBe("proj-pg02");
            new[] { first, second }.Count(engine => engine.Output.Contains("installing PostgreSQL 16.14 into", StringComparison.Ordinal)).ShouldBe(1);
            Directory.GetDirectories(cache.Path).ShouldContain(folder => !folder.EndsWith(".tmp", StringComparison.Ordinal), 1);
        }
    }

    private EngineStart WithOwnCache(string name)
    {
        var start = PostgresServer.In(home, name);
        return start with { Environment = start.Environment.Add("LAB_CACHE", cache.Path) };
    }
}
