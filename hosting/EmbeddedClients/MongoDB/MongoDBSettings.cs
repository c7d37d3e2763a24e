namespace Aspire.MongoDB.Driver;

/// <summary>Settings of the MongoDB client, bound from the section <c>Aspire:MongoDB:Driver</c>.</summary>
public sealed class MongoDBSettings
{
    /// <summary>Where to connect; <c>ConnectionStrings:{name}</c> wins over it.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves out the health check. Off by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>How long the health check may take, in milliseconds; null or 0 for no limit.</summary>
    public int? HealthCheckTimeout { get; set; }

    /// <summary>Leaves out the traces of commands. Off by default.</summary>
    public bool DisableTracing { get; set; }
}
