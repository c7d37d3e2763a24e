using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations;

/// <summary>Adds ChromaDB servers to an application.</summary>
public static class ChromaBuilderExtensions
{
    private const int DefaultPort = 8000;

    /// <summary>Adds a ChromaDB server. ChromaDB has no authentication of its own: keep it within the cluster's network.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port on this machine; any free one unless given.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<ChromaResource> AddChroma(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ChromaResource(name))
            .WithImage("chromadb/chroma", "1.0.0")
            .WithImageRegistry("docker.io")
            .WithHttpEndpoint(port: port, targetPort: DefaultPort, name: ChromaResource.PrimaryEndpointName)
            .WithHttpHealthCheck("/api/v2/heartbeat", endpointName: ChromaResource.PrimaryEndpointName);
    }

    /// <summary>Keeps the data in a volume.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">The volume's name.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<ChromaResource> WithDataVolume(this IResourceBuilder<ChromaResource> server, string name)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.WithVolume(name, "/data");
    }
}
