namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>The network in which a resource lives: containers have their own.</summary>
    internal static NetworkIdentifier GetDefaultNetwork(this IResource resource) =>
        resource.IsContainer() ? KnownNetworkIdentifiers.DefaultAspireContainerNetwork : KnownNetworkIdentifiers.LocalhostNetwork;

    /// <summary>The kind of a resource as it is shown.</summary>
    internal static string GetResourceType(this IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ContainerResource => "Container",
        ExecutableResource => "Executable",
        ParameterResource => "Parameter",
        ConnectionStringResource => "ConnectionString",
        ExternalServiceResource => "ExternalService",
        _ => resource.GetType().Name,
    };

    /// <summary>How long a container lives.</summary>
    internal static ContainerLifetime GetContainerLifetime(this IResource resource) =>
        resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var annotation) ? annotation.Lifetime : ContainerLifetime.Session;

    /// <summary>Whether a proxy may stand before the resource's endpoints.</summary>
    internal static bool SupportsProxy(this IResource resource) =>
        !resource.TryGetLastAnnotation<ProxySupportAnnotation>(out var annotation) || annotation.ProxyEnabled;
}
