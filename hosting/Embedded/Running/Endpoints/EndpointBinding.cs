using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Endpoints;

/// <summary>Where one instance of a resource listens for an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Port">The port; for a container, the port of this machine that leads to the container's.</param>
internal sealed record EndpointBinding(EndpointAnnotation Endpoint, int Port)
{
    /// <summary>Stands for the port in values that are the same for all replicas.</summary>
    public string Placeholder => PlaceholderOf(Endpoint);

    public static string PlaceholderOf(EndpointAnnotation endpoint) => $"{{{{port of {endpoint.Name}}}}}";
}
