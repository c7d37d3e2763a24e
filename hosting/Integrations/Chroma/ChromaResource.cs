using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations;

/// <summary>A ChromaDB server.</summary>
public sealed class ChromaResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "http";

    /// <summary>Declares a server.</summary>
    /// <param name="name">The resource's name.</param>
    public ChromaResource(string name)
        : base(name) => PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);

    /// <summary>Where its HTTP API is.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The connection string: <c>Endpoint=http://host:port</c>.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Endpoint={PrimaryEndpoint.Property(EndpointProperty.Url)}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Host)}"));
        yield return new("Port", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Port)}"));
        yield return new("Uri", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Url)}"));
    }
}
