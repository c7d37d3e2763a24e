using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>Healthy when the server says that all of its parts are.</summary>
internal sealed class MilvusHealthCheck(Func<MilvusClient> client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var health = await client().CheckHealthAsync(cancellationToken).ConfigureAwait(false);
            return health.IsHealthy ? HealthCheckResult.Healthy() : new HealthCheckResult(context.Registration.FailureStatus, string.Join("; ", health.Reasons));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
