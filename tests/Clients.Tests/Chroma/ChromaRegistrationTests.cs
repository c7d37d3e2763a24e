using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Lab.Hosting.Clients.Chroma;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Lab.Clients.Tests.Chroma;

[Collection<ChromaCollectionFixture>]
public sealed class ChromaRegistrationTests(ChromaServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://a:8000", "http://a:8000/", "default_tenant", "default_database")]
    [InlineData("Endpoint=https://a/chroma", "https://a/chroma/", "default_tenant", "default_database")]
    [InlineData("endpoint=http://a:8000/;Tenant=lab;DATABASE=papers", "http://a:8000/", "lab", "papers")]
    public void A_connection_string_names_server_tenant_and_database(string text, string endpoint, string tenant, string database) =>
        ChromaAddress.Parse(text).ShouldBe(new ChromaAddress(new Uri(endpoint), tenant, database));

    [Theory]
    [InlineData("chroma:8000", "neither an http address")]
    [InlineData("Endpoint=ftp://a", "no Endpoint")]
    [InlineData("Tenant=a", "no Endpoint")]
    [InlineData("Endpoint=http://a;Password=secret", "'password'; allowed are")]
    public void A_wrong_one_is_refused_and_not_repeated(string text, string expected)
    {
        var message = Should.Throw<FormatException>(() => ChromaAddress.Parse(text)).Message;

        message.ShouldContain(expected);
        message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_missing_connection_string_is_named_at_first_use()
    {
        var builder = TestApplication.With();
        builder.AddChromaClient("chroma");
        using var host = builder.Build();

        Should.Throw<InvalidOperationException>(() => host.Services.GetRequiredService<ChromaClient>()).Message.ShouldContain("'ConnectionStrings:chroma'");
    }

    [Fact]
    public void Keyed_clients_have_their_own_settings_and_checks()
    {
        var builder = TestApplication.With(
            ("ConnectionStrings:a", "http://a"), ("ConnectionStrings:b", "Endpoint=http://b;Database=papers"), ("Lab:Clients:Chroma:b:DisableHealthChecks", "true"));
        builder.AddKeyedChromaClient("a");
        builder.AddKeyedChromaClient("a");
        builder.AddKeyedChromaClient("b");
        using var host = builder.Build();

        host.Services.GetRequiredKeyedService<ChromaClient>("b").Database.Name.ShouldBe("papers");
        host.Services.GetRequiredKeyedService<ChromaClient>("a").Database.Name.ShouldBe("default_database");
        host.Services.GetService<ChromaClient>().ShouldBeNull();
        host.Services.HealthCheckNames().ShouldBe(["Chroma_a"]);
    }

    [Fact]
    public async Task Health_follows_the_server()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var builder = TestApplication.With(("ConnectionStrings:up", server.ConnectionString), ("ConnectionStrings:down", $"http://{closed.LocalEndPoint}"));
        builder.AddChromaClient("up");
        builder.AddKeyedChromaClient("down");
        builder.AddKeyedChromaClient("unset");
        using var host = builder.Build();

        var report = await host.Services.HealthAsync();

        report.Entries["Chroma"].Status.ShouldBe(HealthStatus.Healthy);
        report.Entries["Chroma_down"].Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["Chroma_down"].Description.ShouldNotBeNull().ShouldContain("was not reached");
        report.Entries["Chroma_unset"].Description.ShouldNotBeNull().ShouldContain("ConnectionString is missing");
    }

    [Fact]
    public async Task Operations_are_traced_and_measured_without_data()
    {
        var traces = new ConcurrentQueue<Activity>();
        var measures = new ConcurrentQueue<KeyValuePair<string, object?>[]>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ChromaTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        using var meter = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == ChromaTelemetry.Name && instrument.Meter.Scope == meters)
                {
                    me.EnableMeasurementEvents(instrument);
                }
            },
        };
        meter.SetMeasurementEventCallback<double>((_, seconds, tags, _) => measures.Enqueue(tags.ToArray()));
        meter.Start();

        var collection = await server.NewCollectionAsync();
        await collection.AddAsync([new() { Id = "a", Embedding = new float[2], Document = "secret text" }], Cancellation);
        await Should.ThrowAsync<ChromaInvalidRequestException>(() => collection.QueryAsync(new() { Embeddings = [new float[3]] }, Cancellation));

        var add = traces.Single(t => t.DisplayName == $"add {collection.Name}");
        add.Kind.ShouldBe(ActivityKind.Client);
        add.GetTagItem("db.system.name").ShouldBe("chroma");
        add.GetTagItem("db.operation.name").ShouldBe("add");
        add.GetTagItem("db.collection.name").ShouldBe(collection.Name);
        add.GetTagItem("db.namespace").ShouldBe("default_tenant|default_database");
        add.GetTagItem("server.address").ShouldBe("127.0.0.1");
        add.TagObjects.ShouldAllBe(tag => !$"{tag.Value}".Contains("secret"));
        var query = traces.Single(t => t.DisplayName == $"query {collection.Name}");
        query.Status.ShouldBe(ActivityStatusCode.Error);
        query.GetTagItem("error.type").ShouldBe("InvalidArgumentError");
        measures.ShouldContain(tags => tags.Contains(new("db.collection.name", collection.Name)) && tags.Contains(new("error.type", "InvalidArgumentError")));
        measures.ShouldContain(tags => tags.Contains(new("db.collection.name", collection.Name)) && tags.Contains(new("db.operation.name", "add")));
    }

    [Fact]
    public void An_authority_that_is_not_there_is_named()
    {
        var builder = TestApplication.With(("ConnectionStrings:chroma", "https://a"));
        builder.AddChromaClient("chroma", settings => settings.CertificateAuthority = "/nowhere/ca.crt");
        using var host = builder.Build();

        Should.Throw<InvalidOperationException>(() => host.Services.GetRequiredService<ChromaClient>()).Message.ShouldContain("'/nowhere/ca.crt'");
    }
}
