using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Lab.Hosting.Clients.Milvus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Lab.Clients.Tests.Milvus;

[Collection<MilvusCollectionFixture>]
public sealed class MilvusRegistrationTests(MilvusServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://a:19530", "http://a:19530/", null, null)]
    [InlineData("Endpoint=https://a;Key=root:p=w", "https://a/", "root:p=w", null)]
    [InlineData("endpoint=http://a:19530/;KEY=u:p;Database=papers", "http://a:19530/", "u:p", "papers")]
    public void A_connection_string_names_server_user_and_database(string text, string endpoint, string? token, string? database) =>
        MilvusAddress.Parse(text).ShouldBe(new MilvusAddress(new Uri(endpoint), token, database));

    [Theory]
    [InlineData("milvus:19530", "not an http or https address")]
    [InlineData("Endpoint=ftp://a", "not an http or https address")]
    [InlineData("Key=u:secret", "not an http or https address")]
    [InlineData("Endpoint=http://a;Password=secret", "'password' in it; allowed are")]
    public void A_wrong_one_is_refused_and_not_repeated(string text, string expected)
    {
        var message = Should.Throw<FormatException>(() => MilvusAddress.Parse(text)).Message;

        message.ShouldContain(expected);
        message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_missing_connection_string_is_named_at_first_use()
    {
        var builder = TestApplication.With();
        builder.AddMilvusClient("milvus");
        using var host = builder.Build();

        Should.Throw<InvalidOperationException>(() => host.Services.GetRequiredService<MilvusClient>()).Message.ShouldContain("'ConnectionStrings:milvus'");
    }

    [Theory]
    [InlineData("MaxRetries", "11")]
    [InlineData("MaxRetries", "-1")]
    [InlineData("AttemptTimeout", "00:00:00")]
    public void Settings_that_make_no_sense_are_refused_at_first_use(string setting, string value)
    {
        var builder = TestApplication.With(("ConnectionStrings:milvus", "http://a"), ($"Lab:Clients:Milvus:{setting}", value));
        builder.AddMilvusClient("milvus");
        using var host = builder.Build();

        Should.Throw<ArgumentOutOfRangeException>(() => host.Services.GetRequiredService<MilvusClient>()).Message.ShouldContain(setting);
    }

    [Fact]
    public async Task Keyed_clients_have_their_own_settings_and_checks()
    {
        var database = $"d{Guid.NewGuid():n}";
        await server.Client.CreateDatabaseAsync(database, Cancellation);
        var builder = TestApplication.With(
            ("Lab:Clients:Milvus:CertificateAuthority", server.Authority),
            ("ConnectionStrings:a", server.ConnectionString),
            ("ConnectionStrings:b", $"{server.ConnectionString};Database={database}"),
            ("Lab:Clients:Milvus:b:DisableHealthChecks", "true"));
        builder.AddKeyedMilvusClient("a");
        builder.AddKeyedMilvusClient("a");
        builder.AddKeyedMilvusClient("b");
        using var host = builder.Build();
        var inside = await host.Services.GetRequiredKeyedService<MilvusClient>("b").CreateCollectionAsync("papers", Schema, Cancellation);

        (await host.Services.GetRequiredKeyedService<MilvusClient>("b").HasCollectionAsync("papers", Cancellation)).ShouldBeTrue();
        (await host.Services.GetRequiredKeyedService<MilvusClient>("a").HasCollectionAsync("papers", Cancellation)).ShouldBeFalse();
        host.Services.GetService<MilvusClient>().ShouldBeNull();
        host.Services.HealthCheckNames().ShouldBe(["Milvus_a"]);
        await inside.DropAsync(Cancellation);
        await server.Client.DropDatabaseAsync(database, Cancellation);
    }

    [Fact]
    public async Task Health_follows_the_server_and_asks_for_its_trust()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var builder = TestApplication.With(
            ("ConnectionStrings:up", server.ConnectionString),
            ("ConnectionStrings:down", $"http://{closed.LocalEndPoint}"),
            ("ConnectionStrings:stranger", $"Endpoint={server.Endpoint};Key=root:wrong"),
            ("ConnectionStrings:untrusted", server.ConnectionString),
            ("Lab:Clients:Milvus:MaxRetries", "0"));
        builder.AddMilvusClient("up", settings => settings.CertificateAuthority = server.Authority);
        builder.AddKeyedMilvusClient("down");
        builder.AddKeyedMilvusClient("stranger", settings => settings.CertificateAuthority = server.Authority);
        builder.AddKeyedMilvusClient("untrusted");
        builder.AddKeyedMilvusClient("unset");
        using var host = builder.Build();

        var report = await host.Services.HealthAsync();

        report.Entries["Milvus"].Status.ShouldBe(HealthStatus.Healthy);
        report.Entries["Milvus_down"].Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["Milvus_down"].Description.ShouldNotBeNull().ShouldContain("was not reached");
        report.Entries["Milvus_stranger"].Description.ShouldNotBeNull().ShouldContain("refused");
        report.Entries["Milvus_stranger"].Description.ShouldNotBeNull().ShouldNotContain("wrong");
        report.Entries["Milvus_untrusted"].Description.ShouldNotBeNull().ShouldContain("was not reached");
        report.Entries["Milvus_unset"].Description.ShouldNotBeNull().ShouldContain("ConnectionString is missing");
    }

    [Fact]
    public async Task Calls_are_traced_and_measured_without_data()
    {
        var traces = new ConcurrentQueue<Activity>();
        var measures = new ConcurrentQueue<KeyValuePair<string, object?>[]>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MilvusTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        using var meter = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == MilvusTelemetry.Name && instrument.Meter.Scope == meters)
                {
                    me.EnableMeasurementEvents(instrument);
                }
            },
        };
        meter.SetMeasurementEventCallback<double>((_, seconds, tags, _) => measures.Enqueue(tags.ToArray()));
        meter.Start();

        var collection = await server.Client.CreateCollectionAsync($"c{Guid.NewGuid():n}", Schema, Cancellation);
        await collection.InsertAsync([MilvusColumn.VarChar("id", ["secret"]), MilvusColumn.FloatVector("v", [new float[4]])], cancellationToken: Cancellation);
        await Should.ThrowAsync<MilvusNotLoadedException>(() => collection.CountAsync("id == \"secret\"", Cancellation));
        await collection.DropAsync(Cancellation);

        var insert = traces.Single(t => t.DisplayName == $"Insert {collection.Name}");
        insert.Kind.ShouldBe(ActivityKind.Client);
        insert.GetTagItem("db.system.name").ShouldBe("milvus");
        insert.GetTagItem("db.operation.name").ShouldBe("Insert");
        insert.GetTagItem("db.collection.name").ShouldBe(collection.Name);
        insert.GetTagItem("db.namespace").ShouldBe("default");
        insert.GetTagItem("server.address").ShouldBe("localhost");
        var query = traces.Single(t => t.DisplayName == $"Query {collection.Name}");
        query.Status.ShouldBe(ActivityStatusCode.Error);
        query.GetTagItem("error.type").ShouldBe("101");
        traces.SelectMany(t => t.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains("secret") && !$"{tag.Value}".Contains(MilvusServer.Password));
        measures.ShouldContain(tags => tags.Contains(new("db.collection.name", collection.Name)) && tags.Contains(new("error.type", "101")));
        measures.ShouldContain(tags => tags.Contains(new("db.collection.name", collection.Name)) && tags.Contains(new("db.operation.name", "Insert")));
    }

    [Fact]
    public void An_authority_that_is_not_there_is_named()
    {
        var builder = TestApplication.With(("ConnectionStrings:milvus", "https://a"));
        builder.AddMilvusClient("milvus", settings => settings.CertificateAuthority = "/nowhere/ca.crt");
        using var host = builder.Build();

        Should.Throw<InvalidOperationException>(() => host.Services.GetRequiredService<MilvusClient>()).Message.ShouldContain("'/nowhere/ca.crt'");
    }

    private static MilvusSchema Schema => new(
    [
        new MilvusField("id", MilvusDataType.VarChar) { IsPrimaryKey = true, MaxLength = 20 },
        new MilvusField("v", MilvusDataType.FloatVector) { Dimension = 4 },
    ]);
}
