using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>Healthy when the server's heart beats.</summary>
internal sealed class ChromaHealthCheck(Func<ChromaClient> client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client().HeartbeatAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
