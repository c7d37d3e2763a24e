using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Embedded.PostgreSQL;

/// <summary>Asks a database only once the server was told to create it: earlier questions would fill the server's log with errors.</summary>
internal sealed class PostgresDatabaseHealthCheck(PostgresDatabaseResource database, IHealthCheck query) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        database.CreationWasTried
            ? query.CheckHealthAsync(context, cancellationToken)
            : Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus, $"Database '{database.DatabaseName}' is created when its server is ready."));
}
