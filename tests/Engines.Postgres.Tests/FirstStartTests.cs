using Lab.Engines.Testing;

namespace Lab.Engines.Postgres.Tests;

/// <summary>The making of a cluster, when it is disturbed.</summary>
public sealed class FirstStartTests : IDisposable
{
    private readonly EngineHome home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task A_cluster_whose_making_was_killed_is_made_anew()
    {
        var start = PostgresServer.In(home);
        await using (var first = EngineProcess.Run(start))
        {
            await first.WaitForLineAsync("making the cluster", Cancellation);
            while (Directory.GetFiles(home["engines/proj-pg01"], "PG_VERSION", SearchOption.AllDirectories).Length == 0)
            {
                await Task.Yield();
            }

            await first.KillAsync(Cancellation);
        }

        Directory.Exists(home["engines/proj-pg01/data"]).ShouldBeFalse();

        await using var second = await PostgresServer.StartAsync(start);

        second.Output.ShouldContain("removing a cluster whose making was interrupted");
        (await PostgresServer.QueryAsync<int>(start, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_stop_while_the_cluster_is_made_ends_it()
    {
        var start = PostgresServer.In(home);
        await using var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("making the cluster", Cancellation);

        (await engine.StopAsync(Cancellation)).ShouldBe(0);

        engine.Output.ShouldNotContain("ready to accept");
        Directory.GetFiles(home["engines/proj-pg01"], "*.password").ShouldBeEmpty();
        Directory.Exists(home["engines/proj-pg01/data"]).ShouldBeFalse();
    }
}
