using Microsoft.Extensions.Hosting;

namespace Aspire.StackExchange.Redis;

/// <summary>What <c>AddRedisClientBuilder</c> returns, for further extensions of the client.</summary>
public sealed class AspireRedisClientBuilder
{
    /// <summary>Keeps what the client was registered with.</summary>
    /// <param name="hostBuilder">The application.</param>
    /// <param name="settings">The client's settings.</param>
    /// <param name="serviceKey">The client's key; null for the unkeyed client.</param>
    public AspireRedisClientBuilder(IHostApplicationBuilder hostBuilder, StackExchangeRedisSettings settings, string? serviceKey)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        HostBuilder = hostBuilder;
        Settings = settings;
        ServiceKey = serviceKey;
    }

    /// <summary>The application.</summary>
    public IHostApplicationBuilder HostBuilder { get; }

    /// <summary>The client's settings.</summary>
    public StackExchangeRedisSettings Settings { get; }

    /// <summary>The client's key; null for the unkeyed client.</summary>
    public string? ServiceKey { get; }
}
