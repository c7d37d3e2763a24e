using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations;

/// <summary>A Neo4j server.</summary>
public sealed class Neo4jResource : ContainerResource, IResourceWithConnectionString
{
    /// <summary>The only administrator that Neo4j lets one name at its first start.</summary>
    public const string UserName = "neo4j";

    internal const string HttpEndpointName = "http";
    internal const string BoltEndpointName = "bolt";

    /// <summary>Declares a server.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="password">The password of the user <c>neo4j</c>.</param>
    public Neo4jResource(string name, ParameterResource password)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(password);
        PasswordParameter = password;
        HttpEndpoint = new EndpointReference(this, HttpEndpointName);
        BoltEndpoint = new EndpointReference(this, BoltEndpointName);
    }

    /// <summary>The password of the user <c>neo4j</c>.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <summary>Where the browser and the Query API are.</summary>
    public EndpointReference HttpEndpoint { get; }

    /// <summary>Where drivers connect.</summary>
    public EndpointReference BoltEndpoint { get; }

    /// <summary>The connection string: <c>Endpoint=http://…;Bolt=bolt://…;Username=neo4j;Password=…</c>.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Endpoint={HttpEndpoint.Property(EndpointProperty.Url)};Bolt={BoltEndpoint.Property(EndpointProperty.Url)};Username={UserName};Password={PasswordParameter}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{BoltEndpoint.Property(EndpointProperty.Host)}"));
        yield return new("Port", ReferenceExpression.Create($"{BoltEndpoint.Property(EndpointProperty.Port)}"));
        yield return new("Username", ReferenceExpression.Create($"{UserName}"));
        yield return new("Password", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", ReferenceExpression.Create($"{BoltEndpoint.Property(EndpointProperty.Url)}"));
        yield return new("HttpUri", ReferenceExpression.Create($"{HttpEndpoint.Property(EndpointProperty.Url)}"));
    }
}
