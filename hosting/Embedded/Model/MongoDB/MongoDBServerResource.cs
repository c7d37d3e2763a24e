namespace Aspire.Hosting.ApplicationModel;

/// <summary>A MongoDB server.</summary>
public class MongoDBServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    private const string DefaultUserName = "admin";
    private const string AuthenticationDatabase = "admin";
    private const string AuthenticationMechanism = "SCRAM-SHA-256";

    private readonly Dictionary<string, string> databases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Declares a server without authentication.</summary>
    public MongoDBServerResource(string name)
        : this(name, userNameParameter: null, passwordParameter: null)
    {
    }

    /// <summary>Declares a server; without a user name its root is <c>admin</c>, without a password it lets everyone in.</summary>
    public MongoDBServerResource(string name, ParameterResource? userNameParameter, ParameterResource? passwordParameter)
        : base(name)
    {
        UserNameParameter = userNameParameter;
        PasswordParameter = passwordParameter;
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
    }

    /// <summary>Where it listens.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>Its host name.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>Its port.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The root's name; null for <c>admin</c>.</summary>
    public ParameterResource? UserNameParameter { get; }

    /// <summary>The root's name.</summary>
    public ReferenceExpression UserNameReference =>
        UserNameParameter is { } userName ? ReferenceExpression.Create($"{userName}") : ReferenceExpression.Create($"{DefaultUserName}");

    /// <summary>The root's password; null without authentication.</summary>
    public ParameterResource? PasswordParameter { get; }

    /// <summary>The databases' names by their resources'.</summary>
    public IReadOnlyDictionary<string, string> Databases => databases;

    /// <summary>The connection string, without a database.</summary>
    public ReferenceExpression ConnectionStringExpression => ConnectionString(databaseName: null);

    /// <summary>The same as the connection string, which is a URI.</summary>
    public ReferenceExpression UriExpression => ConnectionString(databaseName: null);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        yield return new("Username", UserNameReference);
        if (PasswordParameter is { } password)
        {
            yield return new("Password", ReferenceExpression.Create($"{password}"));
            yield return new("AuthenticationDatabase", ReferenceExpression.Create($"{AuthenticationDatabase}"));
            yield return new("AuthenticationMechanism", ReferenceExpression.Create($"{AuthenticationMechanism}"));
        }

        yield return new("Uri", UriExpression);
    }

    internal void AddDatabase(string name, string databaseName) => databases.TryAdd(name, databaseName);

    internal ReferenceExpression ConnectionString(string? databaseName)
    {
        var uri = new ReferenceExpressionBuilder();
        uri.AppendLiteral("mongodb://");
        if (PasswordParameter is { } password)
        {
            if (UserNameParameter is { } userName)
            {
                uri.Append($"{userName:uri}:{password:uri}@");
            }
            else
            {
                uri.Append($"{DefaultUserName:uri}:{password:uri}@");
            }
        }

        uri.Append($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
        if (databaseName is not null)
        {
            uri.Append($"/{databaseName:uri}");
        }
        else if (PasswordParameter is not null)
        {
            uri.AppendLiteral("/");
        }

        if (PasswordParameter is not null)
        {
            uri.Append($"?authSource={AuthenticationDatabase:uri}&authMechanism={AuthenticationMechanism:uri}");
        }

        // Only an embedded engine has its endpoint marked so, in a local run.
        if (PrimaryEndpoint.TlsEnabled)
        {
            uri.AppendLiteral(PasswordParameter is not null ? "&tls=true" : databaseName is not null ? "?tls=true" : "/?tls=true");
        }

        return uri.Build();
    }
}
