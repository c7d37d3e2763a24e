using Dapper;
using Lab.ServiceDefaults.Databases;
using Lab.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Lab.ServiceDefaults.Tests.Databases;

public sealed class MigrationTests(PostgresServer server)
{
    [Fact]
    public async Task A_database_that_is_missing_is_created_and_filled()
    {
        var database = PostgresServer.NewDatabase();

        await MigrateAsync(database);

        (await StarsAsync(database)).ShouldBe(["Sirius"]);
    }

    [Fact]
    public async Task Many_starters_at_once_run_each_script_once()
    {
        var database = PostgresServer.NewDatabase();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(database)));

        (await StarsAsync(database)).ShouldBe(["Sirius"]);
    }

    [Fact]
    public async Task A_database_that_is_up_to_date_stays_as_it_is()
    {
        var database = PostgresServer.NewDatabase();
        await MigrateAsync(database);

        await MigrateAsync(database);

        (await StarsAsync(database)).ShouldBe(["Sirius"]);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_behind_and_is_named()
    {
        var database = PostgresServer.NewDatabase();
        await using (var admin = server.Connect())
        {
            await using var create = admin.CreateCommand($"create database {database}");
            await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using (var source = server.Connect(database))
        {
            await using var obstacle = source.CreateCommand("create table star (other text)");
            await obstacle.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var exception = await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database));

        exception.Message.ShouldContain("0001_star.sql");
        exception.Message.ShouldContain("already exists");
    }

    [Fact]
    public async Task A_server_with_another_authoritys_certificate_is_refused()
    {
        var stranger = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.crt");
        using var key = System.Security.Cryptography.ECDsa.Create();
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=stranger", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        await File.WriteAllTextAsync(stranger, request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)).ExportCertificatePem(), TestContext.Current.CancellationToken);

        try
        {
            await Should.ThrowAsync<NpgsqlException>(() => new Migration($"{server.ConnectionString()};SSL Mode=VerifyFull;Root Certificate={stranger}", typeof(MigrationTests).Assembly, NullLogger.Instance)
                .RunAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(stranger);
        }
    }

    private Task MigrateAsync(string database) =>
        new Migration($"{server.ConnectionString(database)};SSL Mode=VerifyFull;Root Certificate={server.CertificateAuthority}", typeof(MigrationTests).Assembly, NullLogger.Instance)
            .RunAsync(TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> StarsAsync(string database)
    {
        await using var source = server.Connect(database);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.QueryAsync<string>("select name from star");
    }
}
