using System.Net.Sockets;
using System.Text;
using Lab.Engines.Testing;
using StackExchange.Redis;

namespace Lab.Engines.Dragonfly.Tests;

public sealed class DragonflyTests : IDisposable
{
    private readonly EngineHome home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task It_answers_over_TLS_and_says_what_it_is()
    {
        await using var engine = await DragonflyServer.StartAsync(DragonflyServer.In(home));
        await using var client = await DragonflyServer.ConnectAsync(engine.Start);
        var database = client.GetDatabase();

        (await database.PingAsync()).ShouldBeGreaterThan(TimeSpan.Zero);
        var server = await client.GetServers().Single().InfoAsync("server");
        server.SelectMany(group => group).ShouldContain(item => item.Key == "garnet_version" && item.Value == "2.2.8");
        ((long)await database.ScriptEvaluateAsync("return redis.call('INCRBY', KEYS[1], 41) + 1", ["counter"])).ShouldBe(42);
        await database.HashSetAsync("hash", "field", "value");
        await database.SortedSetAddAsync("set", "member", 1.5);
        ((string?)await database.HashGetAsync("hash", "field")).ShouldBe("value");
        (await database.SortedSetScoreAsync("set", "member")).ShouldBe(1.5);
        var big = new string('x', 8_000_000);
        await database.StringSetAsync("big", big);
        ((string?)await database.StringGetAsync("big") == big).ShouldBeTrue();
    }

    [Fact]
    public async Task It_refuses_a_wrong_password_and_a_connection_without_TLS()
    {
        await using var engine = await DragonflyServer.StartAsync(DragonflyServer.In(home));

        var error = await Should.ThrowAsync<RedisConnectionException>(DragonflyServer.ConnectAsync(engine.Start with { Password = "wrong" }));
        error.ToString().ShouldContain("WRONGPASS");

        using var plain = new TcpClient();
        await plain.ConnectAsync("127.0.0.1", engine.Start.Port, Cancellation);
        await plain.GetStream().WriteAsync(Encoding.ASCII.GetBytes("PING\r\n"), Cancellation);
        (await plain.GetStream().ReadAsync(new byte[16], Cancellation)).ShouldBe(0);

        engine.Output.ShouldNotContain(engine.Start.Password);
        if (Directory.Exists("/proc/self"))
        {
            (await File.ReadAllTextAsync($"/proc/{engine.Id}/cmdline", Cancellation)).ShouldNotContain(engine.Start.Password);
        }
    }

    [Fact]
    public async Task Nobody_takes_its_certificate_without_the_labs_authority()
    {
        await using var engine = await DragonflyServer.StartAsync(DragonflyServer.In(home));
        var options = DragonflyServer.Options(engine.Start);
        var strict = new ConfigurationOptions { EndPoints = options.EndPoints, Password = options.Password, Ssl = true, SslHost = "localhost" };

        await Should.ThrowAsync<RedisConnectionException>(ConnectionMultiplexer.ConnectAsync(strict));
    }

    [Fact]
    public async Task SIGTERM_writes_a_checkpoint_and_the_next_start_reads_it()
    {
        var start = DragonflyServer.In(home);
        await using (var first = await DragonflyServer.StartAsync(start))
        {
            await using var client = await DragonflyServer.ConnectAsync(start);
            await client.GetDatabase().StringSetAsync("kept", "value");

            (await first.StopAsync(Cancellation)).ShouldBe(0);

            first.Output.ShouldNotContain("no checkpoint");
            first.Output.ShouldNotContain("Error");
        }

        Directory.GetFiles(home["engines/dragonfly/Store"], "snapshot.dat*", SearchOption.AllDirectories).ShouldNotBeEmpty();
        await using var second = await DragonflyServer.StartAsync(start);
        await using var again = await DragonflyServer.ConnectAsync(start);
        ((string?)await again.GetDatabase().StringGetAsync("kept")).ShouldBe("value");
    }

    [Fact]
    public async Task With_fsync_always_a_kill_loses_no_acknowledged_write()
    {
        var start = DragonflyServer.In(home) with { Settings = ["fsync=always"] };
        long acknowledged = 0;
        await using (var first = await DragonflyServer.StartAsync(start))
        {
            await using var client = await DragonflyServer.ConnectAsync(start);
            for (var i = 0; i < 200; i++)
            {
                acknowledged = await client.GetDatabase().StringIncrementAsync("counter");
            }

            await first.KillAsync(Cancellation);
        }

        await using var second = await DragonflyServer.StartAsync(start);
        await using var again = await DragonflyServer.ConnectAsync(start);
        ((long)await again.GetDatabase().StringGetAsync("counter")).ShouldBe(acknowledged);
    }

    [Fact]
    public async Task The_password_of_the_start_is_the_one_that_counts()
    {
        var start = DragonflyServer.In(home);
        await using (var first = await DragonflyServer.StartAsync(start))
        {
            await first.StopAsync(Cancellation);
        }

        var changed = start with { Password = "second" };
        await using var second = await DragonflyServer.StartAsync(changed);

        await using var client = await DragonflyServer.ConnectAsync(changed);
        await Should.ThrowAsync<RedisConnectionException>(DragonflyServer.ConnectAsync(start));
    }

    [Fact]
    public async Task Beyond_its_memory_the_oldest_entries_go()
    {
        await using var engine = await DragonflyServer.StartAsync(DragonflyServer.In(home) with { Settings = ["memory=64m"] });
        await using var client = await DragonflyServer.ConnectAsync(engine.Start);
        var database = client.GetDatabase();
        var value = new byte[1_000_000];

        for (var i = 0; i < 120; i++)
        {
            await database.StringSetAsync($"key{i}", value);
        }

        (await database.KeyExistsAsync("key0")).ShouldBeFalse();
        (await database.KeyExistsAsync("key119")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_password_that_Garnet_would_misread_is_refused_without_repeating_it()
    {
        await using var engine = EngineProcess.Run(DragonflyServer.In(home) with { Password = "geheimwört" });

        (await engine.WaitForExitAsync(Cancellation)).ShouldBe(1);
        engine.Output.ShouldContain("beyond ASCII");
        engine.Output.ShouldNotContain("geheimw");
    }

    [Fact]
    public async Task Two_engines_do_not_share_data()
    {
        var start = DragonflyServer.In(home);
        await using var first = await DragonflyServer.StartAsync(start);

        await using var second = EngineProcess.Run(start with { Port = EngineProcess.FreePort() });

        (await second.WaitForExitAsync(Cancellation)).ShouldBe(1);
        second.Output.ShouldContain("Another engine is already running");
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        await using var engine = EngineProcess.Run(DragonflyServer.In(home) with { Port = port });

        (await engine.WaitForExitAsync(Cancellation)).ShouldBe(1);
        engine.Output.ShouldContain($"Port {port} cannot be opened on 127.0.0.1");
    }

    [Theory]
    [InlineData("memory=12", "such as 512m or 2g")]
    [InlineData("memory=1m", "64m or more")]
    [InlineData("fsync=no", "always and everysec")]
    [InlineData("maxmemory=1g", "allowed are memory and fsync")]
    public void A_setting_that_is_not_allowed_is_named(string setting, string expected)
    {
        var parts = setting.Split('=');

        Should.Throw<EngineException>(() => DragonflySettings.Read(new Dictionary<string, string> { [parts[0]] = parts[1] }))
            .Message.ShouldContain(expected);
    }
}
