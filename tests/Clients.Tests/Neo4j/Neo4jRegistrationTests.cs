using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Lab.Hosting.Clients.Neo4j;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Lab.Clients.Tests.Neo4j;

[Collection<Neo4jPeerCollection>]
public sealed class Neo4jRegistrationTests(Neo4jPeer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://a:7474", "http://a:7474/", null, null, "neo4j")]
    [InlineData("Endpoint=https://a/graph;Bolt=bolt://a:7687;Username=neo4j;Password=p:w", "https://a/graph/", "neo4j", "p:w", "neo4j")]
    [InlineData("endpoint=http://a/;USERNAME=u;password=p;Database=papers", "http://a/", "u", "p", "papers")]
    public void A_connection_string_names_server_user_and_database(string text, string endpoint, string? username, string? password, string database) =>
        Neo4jAddress.Parse(text).ShouldBe(new Neo4jAddress(new Uri(endpoint), username, password, database));

    [Theory]
    [InlineData("bolt://a:7687", "neither an http address")]
    [InlineData("http://neo4j:secret@a", "without a user")]
    [InlineData("Endpoint=bolt://a;Password=secret", "no Endpoint")]
    [InlineData("Endpoint=http://a;Password=secret", "only one of")]
    [InlineData("Endpoint=http://a;Username=a:b;Password=secret", "colon")]
    [InlineData("Endpoint=http://a;Realm=secret", "'realm'; allowed are")]
    public void A_wrong_one_is_refused_and_not_repeated(string text, string expected)
    {
        var message = Should.Throw<FormatException>(() => Neo4jAddress.Parse(text)).Message;

        message.ShouldContain(expected);
        message.ShouldNotContain("secret");
    }

    [Fact]
    public void An_address_does_not_show_its_password() =>
        Neo4jAddress.Parse("Endpoint=http://a;Username=u;Password=secret").ToString().ShouldBe("http://a/");

    [Fact]
    public void A_missing_connection_string_is_named_at_first_use()
    {
        var builder = TestApplication.With();
        builder.AddNeo4jClient("graph");
        using var host = builder.Build();

        Should.Throw<InvalidOperationException>(() => host.Services.GetRequiredService<Neo4jClient>()).Message.ShouldContain("'ConnectionStrings:graph'");
    }

    [Fact]
    public void Keyed_clients_have_their_own_settings_and_checks()
    {
        var builder = TestApplication.With(
            ("ConnectionStrings:a", "http://a"), ("ConnectionStrings:b", "Endpoint=http://b;Database=papers"), ("Lab:Clients:Neo4j:b:DisableHealthChecks", "true"));
        builder.AddKeyedNeo4jClient("a");
        builder.AddKeyedNeo4jClient("a");
        builder.AddKeyedNeo4jClient("b");
        using var host = builder.Build();

        host.Services.GetRequiredKeyedService<Neo4jClient>("b").Database.Name.ShouldBe("papers");
        host.Services.GetRequiredKeyedService<Neo4jClient>("a").Database.Name.ShouldBe("neo4j");
        host.Services.GetService<Neo4jClient>().ShouldBeNull();
        host.Services.HealthCheckNames().ShouldBe(["Neo4j_a"]);
    }

    [Fact]
    public async Task Health_follows_the_server()
    {
        _ = server.Services;
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var builder = TestApplication.With(
            ("ConnectionStrings:up", server.ConnectionString),
            ("ConnectionStrings:down", $"http://{closed.LocalEndPoint}"),
            ("ConnectionStrings:stranger", server.ConnectionString + "wrong"));
        builder.AddNeo4jClient("up");
        builder.AddKeyedNeo4jClient("down");
        builder.AddKeyedNeo4jClient("stranger");
        builder.AddKeyedNeo4jClient("unset");
        using var host = builder.Build();

        var report = await host.Services.HealthAsync();

        report.Entries["Neo4j"].Status.ShouldBe(HealthStatus.Healthy);
        report.Entries["Neo4j_down"].Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["Neo4j_down"].Description.ShouldNotBeNull().ShouldContain("was not reached");
        report.Entries["Neo4j_stranger"].Exception.ShouldBeOfType<Neo4jSecurityException>().Code.ShouldBe("Neo.ClientError.Security.Unauthorized");
        report.Entries["Neo4j_unset"].Description.ShouldNotBeNull().ShouldContain("ConnectionString is missing");
    }

    [Fact]
    public async Task Operations_are_traced_and_measured_without_data()
    {
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        var traces = new ConcurrentQueue<Activity>();
        var measures = new ConcurrentQueue<KeyValuePair<string, object?>[]>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Neo4jTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var meter = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == Neo4jTelemetry.Name && instrument.Meter.Scope == meters)
                {
                    me.EnableMeasurementEvents(instrument);
                }
            },
        };
        meter.SetMeasurementEventCallback<double>((_, seconds, tags, _) => measures.Enqueue(tags.ToArray()));
        meter.Start();
        using var parent = new Activity("test").Start();

        await server.Database.RunAsync("RETURN 'secret'", cancellationToken: Cancellation);
        await Should.ThrowAsync<Neo4jStatementException>(() => server.Database.RunAsync("RETURN 'secret' oops", cancellationToken: Cancellation));

        var mine = traces.Where(t => t.TraceId == parent.TraceId).ToArray();
        mine.Length.ShouldBe(2);
        mine.ShouldAllBe(t => t.Kind == ActivityKind.Client && t.DisplayName == "run neo4j");
        mine[0].GetTagItem("db.system.name").ShouldBe("neo4j");
        mine[0].GetTagItem("db.operation.name").ShouldBe("run");
        mine[0].GetTagItem("db.namespace").ShouldBe("neo4j");
        mine[0].GetTagItem("server.address").ShouldBe("127.0.0.1");
        mine[1].Status.ShouldBe(ActivityStatusCode.Error);
        mine[1].GetTagItem("error.type").ShouldBe("Neo.ClientError.Statement.SyntaxError");
        mine.ShouldAllBe(t => $"{t.StatusDescription} {string.Join(' ', t.TagObjects)}".Contains("secret") == false);
        measures.ShouldContain(tags => tags.Contains(new("db.operation.name", "run")) && tags.Contains(new("error.type", "Neo.ClientError.Statement.SyntaxError")));
    }
}
