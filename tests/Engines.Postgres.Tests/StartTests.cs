using Lab.Engines.Testing;
using Npgsql;

namespace Lab.Engines.Postgres.Tests;

/// <summary>What a start makes of its options and of what it finds.</summary>
public sealed class StartTests(PreparedCluster prepared) : IAsyncLifetime
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
    public async Task The_password_of_the_start_is_the_one_that_counts()
    {
        var start = PostgresServer.In(home) with { Password = "first" };
        await using (var first = await PostgresServer.StartAsync(start))
        {
            await PostgresServer.ExecuteAsync(start, "CREATE TABLE kept AS SELECT 1");
            await first.StopAsync(Cancellation);
        }

        var changed = start with { Password = "second" };
        await using var second = await PostgresServer.StartAsync(changed);

        (await PostgresServer.QueryAsync<long>(changed, "SELECT count(*) FROM kept")).ShouldBe(1);
        (await Should.ThrowAsync<PostgresException>(PostgresServer.ConnectAsync(start))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task Another_administrator_is_made_where_there_is_none()
    {
        var start = PostgresServer.In(home);
        var changed = start with { User = "Ada \"the\" O'Neil" };
        await using var second = await PostgresServer.StartAsync(changed);

        (await PostgresServer.QueryAsync<bool>(changed, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).ShouldBeTrue();
    }

    [Fact]
    public async Task Settings_of_a_start_do_not_outlive_it_and_ALTER_SYSTEM_does()
    {
        var start = PostgresServer.In(home) with { Settings = ["work_mem=9MB", "log_min_duration_statement=7s"] };
        await using (var first = await PostgresServer.StartAsync(start))
        {
            await PostgresServer.ExecuteAsync(start, "ALTER SYSTEM SET work_mem = '11MB'");
            await first.StopAsync(Cancellation);
        }

        var changed = start with { Settings = [] };
        await using var second = await PostgresServer.StartAsync(changed);

        (await PostgresServer.QueryAsync<string>(changed, "SHOW work_mem")).ShouldBe("11MB");
        (await PostgresServer.QueryAsync<string>(changed, "SHOW log_min_duration_statement")).ShouldBe("-1");
    }

    [Theory]
    [InlineData("port=1", "chosen by the engine")]
    [InlineData("hba_file=/etc/passwd", "chosen by the engine")]
    [InlineData("work_mem", "has no value")]
    [InlineData("work mem=1", "not a name of a PostgreSQL setting")]
    public async Task A_setting_that_is_not_allowed_is_named(string setting, string expected)
    {
        await using var engine = EngineProcess.Run(PostgresServer.In(home) with { Settings = [setting] });

        (await engine.WaitForExitAsync(Cancellation)).ShouldBeGreaterThan(0);

        engine.Output.ShouldContain(expected);
        engine.Output.ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_setting_that_PostgreSQL_does_not_know_is_named_and_mends_itself_at_the_next_start()
    {
        var start = PostgresServer.In(home);
        await using (var wrong = EngineProcess.Run(start with { Settings = ["work_memory=1MB"] }))
        {
            (await wrong.WaitForExitAsync(Cancellation)).ShouldBe(1);
            wrong.Output.ShouldContain("unrecognized configuration parameter \"work_memory\"");
        }

        await using var second = await PostgresServer.StartAsync(start);
    }

    [Fact]
    public async Task Data_of_another_major_version_are_refused_and_left_alone()
    {
        var start = PostgresServer.In(home);
        await File.WriteAllTextAsync(home["engines/proj-pg01/data/PG_VERSION"], "15\n", Cancellation);

        await using var engine = EngineProcess.Run(start);

        (await engine.WaitForExitAsync(Cancellation)).ShouldBe(1);
        engine.Output.ShouldContain("holds data of PostgreSQL 15, and this is PostgreSQL 16.14");
        (await File.ReadAllTextAsync(home["engines/proj-pg01/data/PG_VERSION"], Cancellation)).ShouldBe("15\n");
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        await using var engine = EngineProcess.Run(PostgresServer.In(home) with { Port = port });

        (await engine.WaitForExitAsync(Cancellation)).ShouldBeGreaterThan(0);

        engine.Output.ShouldContain("Address already in use");
        engine.Output.ShouldContain(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_state_folder_that_the_servers_user_cannot_reach_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs root");
        var closed = Directory.CreateTempSubdirectory("lab-closed-");
        try
        {
            var start = PostgresServer.In(home) with { Home = Path.Combine(closed.FullName, "home") };
            await using var engine = EngineProcess.Run(start);

            (await engine.WaitForExitAsync(Cancellation)).ShouldBe(1);

            engine.Output.ShouldContain($"cannot enter {closed.FullName}: set LAB_HOME");
        }
        finally
        {
            closed.Delete(recursive: true);
        }
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task It_runs_for_an_ordinary_user()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "runs as an ordinary user in all other tests");
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "needs setpriv");
        File.SetUnixFileMode(home.Path, (UnixFileMode)Convert.ToInt32("777", 8));
        var start = PostgresServer.In(home) with { Home = home["own"], AsNobody = true };
        start = start with { Environment = start.Environment.Add("HOME", home.Path).Add("LAB_CACHE", Lab.State.LabCache.Open().Path) };

        await using var engine = await PostgresServer.StartAsync(start);

        (await PostgresServer.QueryAsync<int>(start, "SELECT 1")).ShouldBe(1);
        (await engine.StopAsync(Cancellation)).ShouldBe(0);
    }
}
