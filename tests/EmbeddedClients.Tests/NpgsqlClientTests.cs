using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Lab.EmbeddedClients.Tests;

public sealed class NpgsqlClientTests
{
    [Fact]
    public void Connection_string_by_name_wins_over_the_sections()
    {
        var builder = TestApplication.With(
            ("Aspire:Npgsql:ConnectionString", "Host=general"),
            ("Aspire:Npgsql:db:ConnectionString", "Host=section"),
            ("ConnectionStrings:db", "Host=named"));
        builder.AddNpgsqlDataSource("db");
        using var host = builder.Build();

        host.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString.ShouldBe("Host=named");
    }

    [Fact]
    public void Named_section_wins_over_the_general_one()
    {
        var builder = TestApplication.With(
            ("Aspire:Npgsql:ConnectionString", "Host=general"),
            ("Aspire:Npgsql:DisableHealthChecks", "true"),
            ("Aspire:Npgsql:db:ConnectionString", "Host=section"));
        builder.AddNpgsqlDataSource("db");
        builder.Services.AddHealthChecks();
        using var host = builder.Build();

        host.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString.ShouldBe("Host=section");
        host.Services.HealthCheckNames().ShouldBeEmpty();
    }

    [Fact]
    public void Settings_are_changed_last()
    {
        var builder = TestApplication.With(("ConnectionStrings:db", "Host=named"));
        builder.AddNpgsqlDataSource("db", settings => settings.ConnectionString = "Host=changed", source => source.ConnectionStringBuilder.ApplicationName = "me");
        using var host = builder.Build();

        host.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString.ShouldBe("Host=changed;Application Name=me");
    }

    [Fact]
    public void A_missing_connection_string_is_named_at_first_use()
    {
        var builder = TestApplication.With();
        builder.AddNpgsqlDataSource("db");
        using var host = builder.Build();

        Should.Throw<InvalidOperationException>(() => host.Services.GetRequiredService<NpgsqlDataSource>())
            .Message.ShouldContain("'ConnectionStrings:db'");
    }

    [Fact]
    public void Keyed_clients_stand_beside_each_other()
    {
        var builder = TestApplication.With(("ConnectionStrings:a", "Host=a"), ("ConnectionStrings:b", "Host=b"));
        builder.AddKeyedNpgsqlDataSource("a");
        builder.AddKeyedNpgsqlDataSource("b");
        using var host = builder.Build();

        host.Services.GetRequiredKeyedService<NpgsqlDataSource>("a").ConnectionString.ShouldBe("Host=a");
        host.Services.GetRequiredKeyedService<NpgsqlDataSource>("b").ConnectionString.ShouldBe("Host=b");
        host.Services.GetService<NpgsqlDataSource>().ShouldBeNull();
        host.Services.HealthCheckNames().ShouldBe(["PostgreSql_a", "PostgreSql_b"]);
    }

    [Fact]
    public async Task A_server_that_is_away_is_unhealthy_with_its_reason()
    {
        using var port = new ClosedPort();
        var builder = TestApplication.With(("ConnectionStrings:db", $"Host=127.0.0.1;Port={port.Number};Username=u;Password=secret-word"));
        builder.AddNpgsqlDataSource("db");
        builder.AddNpgsqlDataSource("db");
        using var host = builder.Build();

        var report = await host.Services.HealthAsync();

        report.Entries.Keys.ShouldBe(["PostgreSql"]);
        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["PostgreSql"].Description.ShouldNotBeNull().ShouldContain("Failed to connect");
        report.Entries["PostgreSql"].Description!.ShouldNotContain("secret-word");
    }
}
