namespace Aspire.Hosting.ApplicationModel;

/// <summary>Environment variables that references give to a resource.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Connection strings.</summary>
    ConnectionString = 1,

    /// <summary>The parts of connections.</summary>
    ConnectionProperties = 2,

    /// <summary>What service discovery reads.</summary>
    ServiceDiscovery = 4,

    /// <summary>The addresses of endpoints.</summary>
    Endpoints = 8,

    /// <summary>All.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}
