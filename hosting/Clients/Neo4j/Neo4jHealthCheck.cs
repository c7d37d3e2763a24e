using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Healthy when the user can sign in and run a statement in the database.</summary>
internal sealed class Neo4jHealthCheck(Func<Neo4jClient> client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client().PingAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
