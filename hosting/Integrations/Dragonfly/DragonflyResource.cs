using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations;

/// <summary>A DragonflyDB server, which speaks the Redis protocol.</summary>
public sealed class DragonflyResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    /// <summary>Declares a server.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="password">The password of its default user.</param>
    public DragonflyResource(string name, ParameterResource password)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(password);
        PasswordParameter = password;
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
    }

    /// <summary>Where it listens.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The password of its default user.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <summary>Its host name.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>Its port.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>Whether it is reached by TLS.</summary>
    public bool TlsEnabled => PrimaryEndpoint.EndpointAnnotation.TlsEnabled;

    /// <summary>The connection string for StackExchange.Redis: <c>host:port,password=…</c>, with <c>ssl=true</c> where it is reached by TLS.</summary>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var builder = new ReferenceExpressionBuilder();
            builder.Append($"{Host}:{Port},password={PasswordParameter}");
            if (TlsEnabled)
            {
                builder.AppendLiteral(",ssl=true");
            }

            return builder.Build();
        }
    }

    /// <summary>The address as a URI: <c>redis://:password@host:port</c>, or <c>rediss://…</c> by TLS.</summary>
    public ReferenceExpression UriExpression => TlsEnabled
        ? ReferenceExpression.Create($"rediss://:{PasswordParameter:uri}@{Host}:{Port}")
        : ReferenceExpression.Create($"redis://:{PasswordParameter:uri}@{Host}:{Port}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        yield return new("Password", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", UriExpression);
    }
}
