namespace Aspire.Hosting;

/// <summary>How the host behaves.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line arguments.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; null for the program's own.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The folder of the AppHost's project; null for what the assembly says.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether the resources page is left out.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The application's name on the resources page.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>A registry that images are taken from instead of their own.</summary>
    public string? ContainerRegistryOverride { get; set; }

    /// <summary>Whether the host's own addresses may be unencrypted; they are on the loopback network only.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>Whether the resources' logs are written to the host's log.</summary>
    public bool EnableResourceLogging { get; set; }
}
