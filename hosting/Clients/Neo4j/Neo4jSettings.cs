namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Settings of the Neo4j client, bound from the section <c>Lab:Clients:Neo4j</c>.</summary>
public sealed class Neo4jSettings
{
    /// <summary>
    /// Where to connect: an http or https address, or <c>Endpoint=http://host:port;Username=…;Password=…</c> with <c>Database=…</c> if wanted;
    /// <c>ConnectionStrings:{name}</c> wins over it.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>A PEM file of the authorities that an https server's certificate must come from; null for the machine's own.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>How long one attempt of a request may take; above zero. 30 seconds unless set.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request that may be repeated is tried again after the first attempt failed for a passing reason, 0 to 10. 3 unless set.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Leaves out the health check. Off by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>How long the health check may take, in milliseconds; null or 0 for no limit but <see cref="AttemptTimeout"/>.</summary>
    public int? HealthCheckTimeout { get; set; }

    /// <summary>Leaves out the traces of operations. Off by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Leaves out the metrics of operations. Off by default.</summary>
    public bool DisableMetrics { get; set; }
}
