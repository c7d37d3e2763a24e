namespace Aspire.StackExchange.Redis;

/// <summary>Settings of the Redis client, bound from the section <c>Aspire:StackExchange:Redis</c>.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>Where to connect; <c>ConnectionStrings:{name}</c> wins over it.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves out the health check. Off by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Leaves out the traces of commands. Off by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Connects at first use and not when the host starts. On by default.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
