using System.Reflection;
using DbUp;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Lab.ServiceDefaults.Databases;

/// <summary>Brings a database's schema up to date with the numbered scripts of an assembly.</summary>
internal sealed class Migration(string connectionString, Assembly scripts, ILogger logger)
{
    /// <summary>One lock per database: any number, the same in every replica.</summary>
    private const long LockKey = 0x4C61_624D_6967;

    private const string Schema = "public";

    private const string Journal = "schema_versions";

    /// <summary>Creates the database where it is missing, then runs the scripts that it has not had, each in its transaction.</summary>
    /// <exception cref="MigrationFailedException">A script failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Without pool and multiplexing: the lock lives and dies with this one connection.
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(builder, cancellationToken);
            await connection.OpenAsync(cancellationToken);
        }

        await using (var take = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new() { Value = LockKey } }, CommandTimeout = 0 })
        {
            await take.ExecuteNonQueryAsync(cancellationToken);
        }

        // Asked first, since this is what nearly every start finds and DbUp takes longer to say it.
        if (await IsUpToDateAsync(connection, cancellationToken))
        {
            return;
        }

        // DbUp is synchronous.
        await Task.Run(() => Upgrade(builder.ConnectionString), cancellationToken);
    }

    private async Task<bool> IsUpToDateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var find = new NpgsqlCommand($"select to_regclass('{Schema}.{Journal}') is not null", connection))
        {
            if (await find.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return false;
            }
        }

        var missing = scripts.GetManifestResourceNames().Where(IsScript).ToHashSet(StringComparer.Ordinal);
        await using var read = new NpgsqlCommand($"select scriptname from {Schema}.{Journal}", connection);
        await using var names = await read.ExecuteReaderAsync(cancellationToken);
        while (await names.ReadAsync(cancellationToken))
        {
            missing.Remove(names.GetString(0));
        }

        return missing.Count == 0;
    }

    private static bool IsScript(string resource) => resource.EndsWith(".sql", StringComparison.Ordinal);

    private async Task CreateDatabaseAsync(NpgsqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        var name = target.Database!;
        var maintenance = new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres" };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        try
        {
            await using var create = new NpgsqlCommand($"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
            logger.LogInformation("Created the database {Database}", name);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another replica was faster.
        }
    }

    private void Upgrade(string databaseConnectionString)
    {
        var result = DeployChanges.To.PostgresqlDatabase(databaseConnectionString)
            .WithScriptsEmbeddedInAssembly(scripts, IsScript)
            .JournalToPostgresqlTable(Schema, Journal)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new MigrationLog(logger))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new MigrationFailedException(result.ErrorScript?.Name, result.Error);
        }
    }
}
