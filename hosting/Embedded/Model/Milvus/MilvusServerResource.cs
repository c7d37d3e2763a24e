using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Milvus;

/// <summary>A Milvus server.</summary>
public class MilvusServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "grpc";

    private readonly Dictionary<string, string> databases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Declares a server; its key is the password of its user <c>root</c>.</summary>
    public MilvusServerResource(string name, ParameterResource apiKey)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(apiKey);
        ApiKeyParameter = apiKey;
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
    }

    /// <summary>Where it listens for gRPC.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>Its host name.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>Its port.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The password of its user <c>root</c>.</summary>
    public ParameterResource ApiKeyParameter { get; }

    /// <summary>What clients sign in with: <c>root:password</c>.</summary>
    public ReferenceExpression Token => ReferenceExpression.Create($"root:{ApiKeyParameter}");

    /// <summary>The databases' names by their resources'.</summary>
    public IReadOnlyDictionary<string, string> Databases => databases;

    /// <summary>The connection string: <c>Endpoint=http://host:port;Key=root:password</c>.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Endpoint={UriExpression};Key={Token}");

    /// <summary>The address as <c>http://host:port</c>.</summary>
    public ReferenceExpression UriExpression => ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Url)}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Host}")),
        new("Port", ReferenceExpression.Create($"{Port}")),
        new("Token", Token),
        new("Uri", UriExpression),
    ];

    internal void AddDatabase(string name, string databaseName) => databases.TryAdd(name, databaseName);
}
