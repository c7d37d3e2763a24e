using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Lab.Hosting.EmbeddedClients;

/// <summary>Healthy when every server of the connection answers PING.</summary>
/// <param name="connection">Opens the connection, which may fail.</param>
internal sealed class RedisHealthCheck(Func<IConnectionMultiplexer> connection) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var redis = connection();
            foreach (var endPoint in redis.GetEndPoints(configuredOnly: true))
            {
                await redis.GetServer(endPoint).PingAsync().WaitAsync(cancellationToken);
            }

            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
