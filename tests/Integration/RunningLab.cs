using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lab.Integration;

/// <summary>The whole lab, started once for all tests of the collection.</summary>
public sealed class RunningLab : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private DistributedApplication? application;
    private string home = "";

    /// <summary>The database systems that run embedded.</summary>
    public static IReadOnlyList<string> Systems { get; } = ["proj-pg01", "proj-pg02", "mongodb", "dragonfly", "chroma", "neo4j"];

    public static IReadOnlyList<string> Servers { get; } = [.. Systems, "objectstore"];

    public static IReadOnlyList<string> Services { get; } = ["catalog", "tuning", "backup", "compliance"];

    public DistributedApplication Application => application ?? throw new InvalidOperationException("The lab has not started.");

    public string CertificateAuthority => Path.Combine(home, "pki", "ca.crt");

    public string Home => home;

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--Lab:Engines=embedded"], limit.Token);
        home = builder.Configuration["Lab:Home"] ?? throw new InvalidOperationException("The lab has no state folder.");
        application = await builder.BuildAsync(limit.Token);
        await application.StartAsync(limit.Token);
        await Task.WhenAll(Servers.Concat(Services).Select(name => application.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync();
        }
    }

    /// <summary>A client of a service whose user has these roles.</summary>
    public async Task<HttpClient> ClientAsync(string service, params string[] roles)
    {
        var client = Application.CreateHttpClient(service, "http");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Access(await SigningKeyAsync(), roles));
        return client;
    }

    public async Task<string> SigningKeyAsync() =>
        await Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ParameterResource>()
            .Single(p => p.Name == "auth-signing-key").GetValueAsync(TestContext.Current.CancellationToken) ?? "";

    /// <summary>The connection string of a PostgreSQL server with everything verified.</summary>
    public async Task<NpgsqlConnectionStringBuilder> PostgresAsync(string name) => new(await Application.GetConnectionStringAsync(name, TestContext.Current.CancellationToken))
    {
        SslMode = SslMode.VerifyFull,
        RootCertificate = CertificateAuthority,
        Pooling = false,
    };

    public async Task<NpgsqlConnection> OpenPostgresAsync(string name)
    {
        var connection = new NpgsqlConnection((await PostgresAsync(name)).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public static async Task<string> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString() ?? "";
    }
}
