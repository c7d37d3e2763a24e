using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Engines;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Lab.Hosting.Integrations.Dragonfly;

/// <summary>Signs in and sends PING.</summary>
/// <param name="server">The server.</param>
/// <param name="certificateAuthority">The file of the certificate authority that its certificate must come from.</param>
internal sealed class DragonflyHealthCheck(DragonflyResource server, string certificateAuthority) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var connectionString = await ((IResourceWithConnectionString)server).GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
            var options = ConfigurationOptions.Parse(connectionString ?? "");
            options.AbortOnConnectFail = true;
            options.ConnectRetry = 1;
            options.ConnectTimeout = (int)Limit.TotalMilliseconds;
            if (options.Ssl)
            {
                if (!File.Exists(certificateAuthority))
                {
                    return HealthCheckResult.Unhealthy(LabAuthority.Absent);
                }

                options.TrustIssuer(certificateAuthority);
            }

            var connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is RedisException or TimeoutException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy($"PING is not answered: {error.Message}", error);
        }
    }
}
