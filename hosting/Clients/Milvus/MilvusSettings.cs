namespace Lab.Hosting.Clients.Milvus;

/// <summary>Settings of the Milvus client, bound from the section <c>Lab:Clients:Milvus</c>.</summary>
public sealed class MilvusSettings
{
    /// <summary>
    /// Where to connect and as whom: <c>Endpoint=http://host:port;Key=user:password</c>, with <c>Database=…</c> if wanted;
    /// <c>ConnectionStrings:{name}</c> wins over it.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>A PEM file of the authorities that an https server's certificate must come from; null for the machine's own.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>How long one attempt of a call may take; above zero. 30 seconds unless set.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call that may be repeated is tried again while the server cannot be reached, 0 to 10. 3 unless set.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Leaves out the health check. Off by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>How long the health check may take, in milliseconds; null or 0 for no limit but <see cref="AttemptTimeout"/>.</summary>
    public int? HealthCheckTimeout { get; set; }

    /// <summary>Leaves out the traces of calls. Off by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Leaves out the metrics of calls. Off by default.</summary>
    public bool DisableMetrics { get; set; }
}
