namespace Lab.Hosting.Clients;

/// <summary>Settings that every client has, bound from its section of <c>Lab:Clients</c>, then from the child of that section with the connection's name.</summary>
public abstract class ClientSettings
{
    /// <summary>Where to connect, in the form that the client's own settings tell; <c>ConnectionStrings:{name}</c> wins over it.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A PEM file of the authorities that an https server's certificate must come from; null for the machine's own.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>How long one attempt may take; above zero. 30 seconds unless set.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often what may be repeated is tried again after an attempt failed for a passing reason, 0 to 10. 3 unless set.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Leaves out the health check. Off by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>How long the health check may take, in milliseconds; null or 0 for no limit but <see cref="AttemptTimeout"/>.</summary>
    public int? HealthCheckTimeout { get; set; }

    /// <summary>Leaves out the traces. Off by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Leaves out the metrics. Off by default.</summary>
    public bool DisableMetrics { get; set; }
}
