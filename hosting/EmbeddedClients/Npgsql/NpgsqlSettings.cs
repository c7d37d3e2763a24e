namespace Aspire.Npgsql;

/// <summary>Settings of the PostgreSQL client, bound from the section <c>Aspire:Npgsql</c>.</summary>
public class NpgsqlSettings
{
    /// <summary>Where to connect; <c>ConnectionStrings:{name}</c> wins over it.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves out the health check. Off by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Leaves out the traces of commands. Off by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Leaves out the metrics of commands and the pool. Off by default.</summary>
    public bool DisableMetrics { get; set; }
}
