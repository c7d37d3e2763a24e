using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Lab.Hosting.Embedded.PostgreSQL;

/// <summary>Creates the declared databases of a server that do not exist yet.</summary>
internal static class PostgresDatabases
{
    public static async Task CreateAsync(PostgresServerResource server, IEnumerable<PostgresDatabaseResource> databases, IServiceProvider services, CancellationToken cancellationToken)
    {
        var own = databases.Where(database => database.Parent == server).ToList();
        if (own.Count == 0)
        {
            return;
        }

        try
        {
            await CreateAsync(server, own, services.GetRequiredService<ResourceLoggerService>().GetLogger(server), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Whatever came of it: from now on the databases' own health checks tell.
            own.ForEach(database => database.CreationWasTried = true);
        }
    }

    /// <summary>The statement that creates a database.</summary>
    public static string Statement(PostgresDatabaseResource database)
    {
        if (database.TryGetLastAnnotation<PostgresCreationScript>(out var creation))
        {
            return creation.Script;
        }

        using var commands = new NpgsqlCommandBuilder();
        return $"CREATE DATABASE {commands.QuoteIdentifier(database.DatabaseName)}";
    }

    private static async Task CreateAsync(PostgresServerResource server, List<PostgresDatabaseResource> databases, ILogger logger, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(await server.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false))
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (var database in databases)
        {
            await CreateAsync(connection, database, logger, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CreateAsync(NpgsqlConnection connection, PostgresDatabaseResource database, ILogger logger, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the name is quoted; a creation script is the AppHost's own
        command.CommandText = Statement(database);
#pragma warning restore CA2100
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            logger.LogInformation("Created database '{Database}'.", database.DatabaseName);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            logger.LogDebug("Database '{Database}' exists.", database.DatabaseName);
        }
        catch (PostgresException exception)
        {
            // The others can be used all the same; the health check of this one says what is missing.
            logger.LogError("Database '{Database}' cannot be created: {Reason}", database.DatabaseName, exception.MessageText);
        }
    }
}
