using System.Globalization;
using Lab.Engines.Testing;
using Npgsql;

namespace Lab.Engines.Postgres.Tests;

/// <summary>Start, stop, kill: what happens to the data.</summary>
public sealed class LifecycleTests(PreparedCluster prepared) : IAsyncLifetime
{
    private readonly EngineHome home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await prepared.CopyToAsync(home);

    public ValueTask DisposeAsync()
    {
        home.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task SIGTERM_stops_it_at_once_and_in_order_though_clients_are_connected_and_data_stay()
    {
        var start = PostgresServer.In(home);
        await using (var engine = await PostgresServer.StartAsync(start))
        {
            await PostgresServer.ExecuteAsync(start, "CREATE TABLE kept AS SELECT 42 AS answer");
            await using var client = await PostgresServer.ConnectAsync(start);
            var asking = client.QueryAsync<object>("SELECT pg_sleep(600)");

            (await engine.StopAsync(Cancellation)).ShouldBe(0);

            engine.Output.ShouldContain("received fast shutdown request");
            engine.Output.ShouldContain("database system is shut down");
            await Should.ThrowAsync<NpgsqlException>(asking);
        }

        await using var second = await PostgresServer.StartAsync(start);
        (await PostgresServer.QueryAsync<int>(start, "SELECT answer FROM kept")).ShouldBe(42);
        second.Output.ShouldNotContain("making the cluster");
        second.Output.ShouldContain("database system was shut down at");
    }

    [Fact]
    public async Task A_server_killed_while_writing_keeps_every_row_it_acknowledged()
    {
        var start = PostgresServer.In(home);
        var acknowledged = 0;
        await using (await PostgresServer.StartAsync(start))
        {
            await PostgresServer.ExecuteAsync(start, "CREATE TABLE kept (id int)");
            await using var client = await PostgresServer.ConnectAsync(start);
            var enough = new TaskCompletionSource();
            var writing = Task.Run(
                async () =>
                {
                    for (var id = 1; ; id++)
                    {
                        await using var insert = new NpgsqlCommand($"INSERT INTO kept VALUES ({id})", client);
                        await insert.ExecuteNonQueryAsync(Cancellation);
                        acknowledged = id;
                        if (id == 200)
                        {
                            enough.SetResult();
                        }
                    }
                },
                Cancellation);
            await enough.Task.WaitAsync(Cancellation);

            EngineProcess.Signal("KILL", Postmaster());

            await Should.ThrowAsync<NpgsqlException>(writing);
        }

        await using var second = await PostgresServer.StartAsync(start);
        (await PostgresServer.QueryAsync<int>(start, "SELECT max(id) FROM kept")).ShouldBeGreaterThanOrEqualTo(acknowledged);
        (await PostgresServer.QueryAsync<bool>(start, "SELECT count(*) = max(id) FROM kept")).ShouldBeTrue();
    }

    [Fact]
    public async Task Killing_the_process_that_was_started_leaves_no_server_behind()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "needs setpriv");
        var start = PostgresServer.In(home);
        await using (var engine = await PostgresServer.StartAsync(start))
        {
            await engine.KillAsync(Cancellation);
        }

        // The next start waits for the server of the first, which is stopping in order.
        await using var second = await PostgresServer.StartAsync(start);

        (await PostgresServer.QueryAsync<int>(start, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_start_on_running_data_is_refused_with_the_process()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc");
        var start = PostgresServer.In(home);
        await using var first = await PostgresServer.StartAsync(start);

        await using var second = EngineProcess.Run(start with { Port = EngineProcess.FreePort() });

        (await second.WaitForExitAsync(Cancellation)).ShouldBe(1);
        second.Output.ShouldContain($"already running on {home["engines/proj-pg01/data"]} as process {Postmaster()}");
        (await PostgresServer.QueryAsync<int>(start, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_mark_of_a_killed_server_whose_process_number_is_in_use_again_does_not_hinder()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc");
        var start = PostgresServer.In(home);
        await using var other = await PostgresServer.StartAsync(PostgresServer.In(home, "proj-pg02"));
        var mark = await File.ReadAllLinesAsync(home["engines/proj-pg02/data/postmaster.pid"], Cancellation);
        mark[1] = home["engines/proj-pg01/data"];
        await File.WriteAllLinesAsync(home["engines/proj-pg01/data/postmaster.pid"], mark, Cancellation);

        await using var second = await PostgresServer.StartAsync(start);

        (await PostgresServer.QueryAsync<int>(start, "SELECT 1")).ShouldBe(1);
    }

    private int Postmaster() =>
        int.Parse(File.ReadLines(home["engines/proj-pg01/data/postmaster.pid"]).First(), CultureInfo.InvariantCulture);
}
