namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project that runs on this machine.</summary>
/// <param name="name">The name.</param>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource, IContainerFilesDestinationResource
{
    /// <summary>The HTTPS endpoint of the launch profile that the project listens on by default.</summary>
    internal EndpointAnnotation? DefaultHttpsEndpoint { get; set; }

    /// <summary>Whether the project's own Kestrel configuration, rather than variables, sets where it listens.</summary>
    internal bool HasKestrelEndpoints { get; set; }
}
