using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Clients;

/// <summary>Asks a server by its client.</summary>
/// <param name="client">Gives the client; what it throws is the reason.</param>
/// <param name="ask">Asks; <see langword="null"/> is healthy, else the reason.</param>
internal sealed class ClientHealthCheck<TClient>(Func<TClient> client, Func<TClient, CancellationToken, Task<string?>> ask) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ask(client(), cancellationToken).ConfigureAwait(false) is { } reason
                ? new HealthCheckResult(context.Registration.FailureStatus, reason)
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
