namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>Whether the resource's image is built when the application is published.</summary>
    public static bool RequiresImageBuild(this IResource resource) =>
        !resource.IsExcludedFromPublish() && (resource is ProjectResource || resource.HasAnnotationOfType<DockerfileBuildAnnotation>());

    /// <summary>Whether the resource's image is built and pushed to a registry when the application is published.</summary>
    public static bool RequiresImageBuildAndPush(this IResource resource) => resource.RequiresImageBuild() && !resource.IsBuildOnlyContainer();

    /// <summary>Gives each endpoint of the resource the ports that it is published with.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="portAllocator">Hands out the ports that follow from nothing else; a new one, from 8000, when null.</param>
    public static IReadOnlyList<ResolvedEndpoint> ResolveEndpoints(this IResource resource, IPortAllocator? portAllocator = null)
    {
        portAllocator ??= new PortAllocator();
        HashSet<string> defaultSchemes = [];
        List<ResolvedEndpoint> result = [];
        foreach (var endpoint in resource.TryGetEndpoints(out var endpoints) ? endpoints : [])
        {
            var target = TargetPort(endpoint);
            if (resource is ProjectResource && IsHttp(endpoint))
            {
                defaultSchemes.Add(endpoint.UriScheme);
            }

            var exposed = ExposedPort(endpoint, target);
            foreach (var port in (ReadOnlySpan<int?>)[exposed.Value, target.Value])
            {
                if (port is { } used)
                {
                    portAllocator.AddUsedPort(used);
                }
            }

            result.Add(new() { Endpoint = endpoint, TargetPort = target, ExposedPort = exposed });
        }

        return result;

        static bool IsHttp(EndpointAnnotation endpoint) => endpoint.UriScheme is "http" or "https";

        ResolvedPort TargetPort(EndpointAnnotation endpoint) => endpoint switch
        {
            { TargetPort: { } target } => ResolvedPort.Explicit(target),
            { Port: { } port } when resource is ContainerResource => ResolvedPort.Implicit(port),

            // The first endpoint of a project's scheme: the deployment chooses where it listens.
            _ when resource is ProjectResource && IsHttp(endpoint) && !defaultSchemes.Contains(endpoint.UriScheme) => ResolvedPort.None(),
            _ => ResolvedPort.Allocated(portAllocator.AllocatePort()),
        };

        ResolvedPort ExposedPort(EndpointAnnotation endpoint, ResolvedPort target) => endpoint switch
        {
            { Port: { } port } => ResolvedPort.Explicit(port),
            _ when target.Value is { } port => ResolvedPort.Implicit(port),
            _ when IsHttp(endpoint) => ResolvedPort.None(),
            _ => ResolvedPort.Allocated(portAllocator.AllocatePort()),
        };
    }

    /// <summary>Whether the resource's image only holds files for others.</summary>
    internal static bool IsBuildOnlyContainer(this IResource resource) =>
        resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) && !build.HasEntrypoint;
}
