using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using MongoDB.Driver;

namespace Lab.EmbeddedClients.Tests;

public sealed class MongoDBClientTests
{
    [Fact]
    public void A_connection_string_with_a_database_gives_client_and_database()
    {
        var builder = TestApplication.With(("ConnectionStrings:mongodb", "mongodb://127.0.0.1:1/papers"));
        builder.AddMongoDBClient("mongodb");
        using var host = builder.Build();

        host.Services.GetRequiredService<IMongoClient>().Settings.Server.Port.ShouldBe(1);
        host.Services.GetRequiredService<IMongoDatabase>().DatabaseNamespace.DatabaseName.ShouldBe("papers");
        host.Services.HealthCheckNames().ShouldBe(["MongoDB.Driver"]);
    }

    [Fact]
    public void Keyed_clients_have_their_own_checks()
    {
        var builder = TestApplication.With(("ConnectionStrings:a", "mongodb://a"), ("ConnectionStrings:b", "mongodb://b/papers"));
        builder.AddKeyedMongoDBClient("a");
        builder.AddKeyedMongoDBClient("b");
        using var host = builder.Build();

        host.Services.GetRequiredKeyedService<IMongoClient>("a").Settings.Server.Host.ShouldBe("a");
        host.Services.GetKeyedService<IMongoDatabase>("a").ShouldBeNull();
        host.Services.GetRequiredKeyedService<IMongoDatabase>("b").DatabaseNamespace.DatabaseName.ShouldBe("papers");
        host.Services.HealthCheckNames().ShouldBe(["MongoDB.Driver_a", "MongoDB.Driver_b"]);
    }

    [Fact]
    public void Tracing_follows_the_settings_and_the_client_can_be_changed()
    {
        var builder = TestApplication.With(("ConnectionStrings:mongodb", "mongodb://a"), ("Aspire:MongoDB:Driver:DisableTracing", "true"));
        builder.AddMongoDBClient("mongodb", configureClientSettings: client => client.ApplicationName = "me");
        using var host = builder.Build();

        var settings = host.Services.GetRequiredService<IMongoClient>().Settings;

        settings.TracingOptions.Disabled.ShouldBeTrue();
        settings.ApplicationName.ShouldBe("me");
    }

    [Fact]
    public void A_missing_connection_string_is_named_at_first_use()
    {
        var builder = TestApplication.With();
        builder.AddMongoDBClient("mongodb");
        using var host = builder.Build();

        Should.Throw<InvalidOperationException>(() => host.Services.GetRequiredService<IMongoClient>())
            .Message.ShouldContain("'ConnectionStrings:mongodb'");
    }

    [Fact]
    public async Task A_server_that_is_away_is_unhealthy_with_its_reason()
    {
        using var port = new ClosedPort();
        var builder = TestApplication.With(("ConnectionStrings:mongodb", $"mongodb://127.0.0.1:{port.Number}/?serverSelectionTimeoutMS=200"));
        builder.AddMongoDBClient("mongodb");
        using var host = builder.Build();

        var report = await host.Services.HealthAsync();

        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["MongoDB.Driver"].Description.ShouldNotBeNull().ShouldContain("timeout");
    }
}
