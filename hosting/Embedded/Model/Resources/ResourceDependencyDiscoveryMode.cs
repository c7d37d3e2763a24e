namespace Aspire.Hosting.ApplicationModel;

/// <summary>How far dependencies are followed.</summary>
public enum ResourceDependencyDiscoveryMode
{
    /// <summary>Through what dependencies depend on.</summary>
    Recursive,

    /// <summary>To those that a resource itself depends on.</summary>
    DirectOnly,
}
