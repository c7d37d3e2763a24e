using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Lab.Hosting.Embedded.Health;

/// <summary>Healthy when a PostgreSQL database answers a query.</summary>
/// <param name="connectionString">Resolves the connection string, for each check.</param>
/// <param name="database">The database to ask; null for that of the connection string.</param>
internal sealed class PostgresHealthCheck(Func<CancellationToken, ValueTask<string?>> connectionString, string? database) : IHealthCheck
{
    private const int Seconds = 5;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            // Without a pool: an idle connection that outlives a restart of the server would make a healthy one look ill.
            var settings = new NpgsqlConnectionStringBuilder(await connectionString(cancellationToken).ConfigureAwait(false))
            {
                Pooling = false,
                Timeout = Seconds,
                CommandTimeout = Seconds,
            };
            settings.Database = database ?? settings.Database;
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
