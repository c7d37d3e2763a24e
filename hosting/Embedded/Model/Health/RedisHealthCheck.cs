using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Lab.Hosting.Embedded.Health;

/// <summary>Healthy when a server that speaks Redis' protocol answers PING, signed in where the connection string says so.</summary>
/// <param name="connectionString">Resolves the connection string, for each check.</param>
/// <param name="certificateAuthority">The authority that a server's certificate must come from, where the file exists; else the machine's.</param>
internal sealed class RedisHealthCheck(Func<CancellationToken, ValueTask<string?>> connectionString, string certificateAuthority) : IHealthCheck
{
    private const int Milliseconds = 5_000;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var options = ConfigurationOptions.Parse(await connectionString(cancellationToken).ConfigureAwait(false) ?? string.Empty);
            options.AbortOnConnectFail = true;
            options.ConnectRetry = 1;
            options.ConnectTimeout = options.AsyncTimeout = Milliseconds;
            if (options.Ssl && File.Exists(certificateAuthority))
            {
                options.TrustIssuer(certificateAuthority);
            }

            await using var connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancellationToken).ConfigureAwait(false);
            await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
