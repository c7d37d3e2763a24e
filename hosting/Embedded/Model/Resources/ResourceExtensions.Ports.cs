namespace Aspire.Hosting.ApplicationModel;

/// <content>The ports with which a resource is published.</content>
public static partial class ResourceExtensions
{
    /// <summary>Gives each endpoint the ports with which it is published; what a deployment chooses itself stays open.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="portAllocator">Hands out ports where one is needed and none was asked for; null for one of its own.</param>
    public static IReadOnlyList<ResolvedEndpoint> ResolveEndpoints(this IResource resource, IPortAllocator? portAllocator = null)
    {
        ArgumentNullException.ThrowIfNull(resource);
        portAllocator ??= new PortAllocator();
        var schemes = new HashSet<string>();
        var resolved = new List<ResolvedEndpoint>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var isHttp = endpoint.UriScheme is "http" or "https";
            var isFirstOfItsScheme = isHttp && schemes.Add(endpoint.UriScheme);
            var target = (endpoint.TargetPort, endpoint.Port, resource) switch
            {
                ({ } asked, _, _) => ResolvedPort.Explicit(asked),
                (_, { } published, ContainerResource) => ResolvedPort.Implicit(published),
                (_, _, ProjectResource) when isFirstOfItsScheme => ResolvedPort.None(),
                _ => ResolvedPort.Allocated(portAllocator.AllocatePort()),
            };
            var exposed = (endpoint.Port, target.Value) switch
            {
                ({ } asked, _) => ResolvedPort.Explicit(asked),
                (_, { } same) => ResolvedPort.Implicit(same),
                _ when isHttp => ResolvedPort.None(),
                _ => ResolvedPort.Allocated(portAllocator.AllocatePort()),
            };
            foreach (var port in (int?[])[target.Value, exposed.Value])
            {
                if (port is { } used)
                {
                    portAllocator.AddUsedPort(used);
                }
            }

            resolved.Add(new ResolvedEndpoint { Endpoint = endpoint, TargetPort = target, ExposedPort = exposed });
        }

        return resolved;
    }
}
