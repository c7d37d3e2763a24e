using System.Data.Common;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;
using Lab.Hosting.Clients.Neo4j;
using Lab.ServiceDefaults.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MongoDB.Bson;
using MongoDB.Driver;
using Npgsql;
using StackExchange.Redis;

namespace Lab.Integration;

/// <summary>Real clients of each server that runs.</summary>
[Collection(typeof(RunningLabCollection))]
public sealed class ServerTests(RunningLab lab)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("proj-pg01", "desi")]
    [InlineData("proj-pg02", "catalogdb")]
    public async Task PostgreSQL_is_reached_with_everything_verified_and_has_its_databases(string server, string database)
    {
        await using var connection = await lab.OpenPostgresAsync(server);

        connection.PostgreSqlVersion.Major.ShouldBe(16);
        (await RunningLab.ScalarAsync(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).ShouldBe("True");
        (await RunningLab.ScalarAsync(connection, $"SELECT count(*) FROM pg_database WHERE datname = '{database}'")).ShouldBe("1");
        (await RunningLab.ScalarAsync(connection, "SHOW data_checksums")).ShouldBe("on");
        (await RunningLab.ScalarAsync(connection, "SHOW shared_preload_libraries")).ShouldBe("pg_stat_statements,auto_explain");
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        var connection = await lab.PostgresAsync("proj-pg01");
        connection.RootCertificate = null;

        await Should.ThrowAsync<NpgsqlException>(async () => await new NpgsqlConnection(connection.ConnectionString).OpenAsync(Cancellation));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var connection = await lab.PostgresAsync("proj-pg01");
        connection.Password = "wrong";

        (await Should.ThrowAsync<PostgresException>(async () => await new NpgsqlConnection(connection.ConnectionString).OpenAsync(Cancellation)))
            .SqlState.ShouldBe("28P01");
    }

    [Fact]
    public async Task Dragonflys_place_is_held_by_a_Redis_server_over_TLS()
    {
        var connectionString = await lab.Application.GetConnectionStringAsync("dragonfly", Cancellation);
        connectionString.ShouldNotBeNull().ShouldEndWith(",ssl=true");
        var options = ConfigurationOptions.Parse(connectionString);
        options.TrustIssuer(lab.CertificateAuthority);

        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        var cache = connection.GetDatabase();
        await cache.StringSetAsync("galaxy", "NGC 224", TimeSpan.FromMinutes(1));

        (await cache.StringGetAsync("galaxy")).ToString().ShouldBe("NGC 224");
    }

    [Fact]
    public async Task MongoDBs_place_is_held_by_a_replica_set_over_TLS()
    {
        var settings = MongoClientSettings.FromConnectionString(await lab.Application.GetConnectionStringAsync("mongodb", Cancellation));
        settings.UseTls.ShouldBeTrue();
        settings.SslSettings = new SslSettings { ServerCertificateValidationCallback = LabTrust.Validation(lab.CertificateAuthority) };

        using var client = new MongoClient(settings);
        var hello = await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: Cancellation);
        var spectra = client.GetDatabase("research").GetCollection<BsonDocument>("spectra");
        await spectra.InsertOneAsync(new BsonDocument("target", "NGC 224"), cancellationToken: Cancellation);

        hello["setName"].AsString.ShouldBe("rs0");
        (await spectra.CountDocumentsAsync(new BsonDocument("target", "NGC 224"), cancellationToken: Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Dragonfly_refuses_a_wrong_password()
    {
        var options = ConfigurationOptions.Parse((await lab.Application.GetConnectionStringAsync("dragonfly", Cancellation))!);
        options.TrustIssuer(lab.CertificateAuthority);
        options.Password = "wrong";
        options.ConnectRetry = 1;

        await Should.ThrowAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(options));
    }

    [Fact]
    public async Task Chroma_stores_and_finds_embeddings()
    {
        using var client = lab.Application.CreateHttpClient("chroma", "http");
        const string Collections = "/api/v2/tenants/default_tenant/databases/default_database/collections";

        using var created = await client.PostAsJsonAsync(Collections, new { name = "voids" }, Cancellation);
        var id = (await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString();
        using var added = await client.PostAsJsonAsync(
            $"{Collections}/{id}/add", new { ids = new[] { "a", "b" }, embeddings = new[] { new[] { 1f, 0f }, [0f, 1f] }, documents = new[] { "north", "south" } }, Cancellation);
        added.EnsureSuccessStatusCode();
        using var found = await client.PostAsJsonAsync($"{Collections}/{id}/query", new { query_embeddings = new[] { new[] { 0.9f, 0.1f } }, n_results = 1 }, Cancellation);

        (await found.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("ids")[0][0].GetString().ShouldBe("a");
    }

    [Fact]
    public async Task Neo4js_place_is_held_by_a_graph_over_TLS()
    {
        var connectionString = await lab.Application.GetConnectionStringAsync("neo4j", Cancellation);
        new DbConnectionStringBuilder { ConnectionString = connectionString }["Bolt"].ToString()!.ShouldStartWith("bolt+s://");
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:neo4j"] = connectionString;
        builder.AddNeo4jClient("neo4j", settings => settings.CertificateAuthority = lab.CertificateAuthority);
        using var host = builder.Build();
        var database = host.Services.GetRequiredService<Neo4jClient>().Database;

        await database.RunAsync("MERGE (:Void {name: 'Boötes'})<-[:WITHIN]-(:Galaxy {name: 'MCG+01-02-015'})", cancellationToken: Cancellation);
        var found = await database.RunAsync("MATCH (:Void {name: 'Boötes'})<-[:WITHIN]-(g:Galaxy) RETURN g.name", cancellationToken: Cancellation);

        found.Records.ShouldHaveSingleItem()[0].As<string>().ShouldBe("MCG+01-02-015");
    }
}
