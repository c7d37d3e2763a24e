using System.Diagnostics;
using Aspire.StackExchange.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Lab.EmbeddedClients.Tests;

public sealed class RedisClientTests
{
    [Fact]
    public void Options_come_from_connection_string_then_sections_then_code()
    {
        var builder = TestApplication.With(
            ("ConnectionStrings:cache", "cache:1,connectTimeout=1111,syncTimeout=1111,asyncTimeout=1111"),
            ("Aspire:StackExchange:Redis:ConfigurationOptions:SyncTimeout", "2222"),
            ("Aspire:StackExchange:Redis:ConfigurationOptions:AsyncTimeout", "2222"),
            ("Aspire:StackExchange:Redis:cache:ConfigurationOptions:AsyncTimeout", "3333"));
        builder.AddRedisClient("cache", configureOptions: options => options.ClientName = "me");
        using var host = builder.Build();

        var options = host.Services.GetRequiredService<IOptions<ConfigurationOptions>>().Value;

        options.EndPoints.Count.ShouldBe(1);
        options.ConnectTimeout.ShouldBe(1111);
        options.SyncTimeout.ShouldBe(2222);
        options.AsyncTimeout.ShouldBe(3333);
        options.ClientName.ShouldBe("me");
        options.AbortOnConnectFail.ShouldBeFalse();
    }

    [Fact]
    public void Keyed_clients_have_their_own_options_and_checks()
    {
        var builder = TestApplication.With(("ConnectionStrings:a", "a:1"), ("ConnectionStrings:b", "b:2"));
        var a = builder.AddKeyedRedisClientBuilder("a");
        builder.AddKeyedRedisClient("b");
        using var host = builder.Build();

        var options = host.Services.GetRequiredService<IOptionsMonitor<ConfigurationOptions>>();

        options.Get("a").EndPoints.Single().ToString()!.ShouldContain("a:1");
        options.Get("b").EndPoints.Single().ToString()!.ShouldContain("b:2");
        host.Services.HealthCheckNames().ShouldBe(["StackExchange.Redis_a", "StackExchange.Redis_b"]);
        a.ServiceKey.ShouldBe("a");
        a.Settings.ConnectionString.ShouldBe("a:1");
        a.HostBuilder.ShouldBeSameAs(builder);
    }

    [Fact]
    public void A_missing_connection_string_is_named_at_first_use()
    {
        var builder = TestApplication.With();
        builder.AddRedisClient("cache");
        using var host = builder.Build();

        Should.Throw<InvalidOperationException>(() => host.Services.GetRequiredService<IConnectionMultiplexer>())
            .Message.ShouldContain("'ConnectionStrings:cache'");
    }

    [Fact]
    public async Task A_client_that_is_activated_connects_when_the_host_starts()
    {
        var builder = TestApplication.With();
        builder.AddRedisClient("cache", settings => settings.DisableAutoActivation = false);
        using var host = builder.Build();

        await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_client_builder_needs_its_application() =>
        Should.Throw<ArgumentNullException>(() => new AspireRedisClientBuilder(null!, new StackExchangeRedisSettings(), null));

    [Fact]
    public async Task A_server_that_is_away_is_unhealthy_and_throws_nothing_else()
    {
        using var port = new ClosedPort();
        var builder = TestApplication.With(("ConnectionStrings:cache", $"127.0.0.1:{port.Number},connectTimeout=200,asyncTimeout=200,connectRetry=1"));
        builder.AddRedisClient("cache");
        using var host = builder.Build();

        (await host.Services.HealthAsync()).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_command_becomes_a_child_of_the_activity_it_was_sent_in()
    {
        await using var server = new PongServer();
        var builder = TestApplication.With(("ConnectionStrings:cache", $"127.0.0.1:{server.Port}"));
        builder.AddRedisClient("cache");
        var seen = new TaskCompletionSource<Activity>();
        using var source = new ActivitySource("RedisClientTests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is "RedisClientTests" or "OpenTelemetry.Instrumentation.StackExchangeRedis",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.DisplayName == "PING" && activity.ParentSpanId != default)
                {
                    seen.TrySetResult(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var redis = host.Services.GetRequiredService<IConnectionMultiplexer>();

        using var parent = source.StartActivity("request");
        await redis.GetServer("127.0.0.1", server.Port).PingAsync();
        parent!.Stop();

        var command = await seen.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        command.TraceId.ShouldBe(parent.TraceId);
        command.ParentSpanId.ShouldBe(parent.SpanId);
        command.GetTagItem("db.system").ShouldBe("redis");
        command.GetTagItem("server.port").ShouldBe(server.Port);
        (await host.Services.HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
