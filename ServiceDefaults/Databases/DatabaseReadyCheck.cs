using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.ServiceDefaults.Databases;

/// <summary>Unhealthy until the schema is up to date.</summary>
internal sealed class DatabaseReadyCheck(ServiceDatabase database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(database.IsReady
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"The schema of {database.Name} is not up to date yet."));
}
