using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations;

/// <summary>The off-site object store of a local run: the lab's emulator of S3 with Glacier's rules, as a local process.</summary>
public sealed class ObjectStoreResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string EndpointName = "https";

    internal const string AccessKey = "lab";

    /// <summary>Declares a store.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">The program that runs it.</param>
    /// <param name="workingDirectory">The folder that it runs in.</param>
    /// <param name="secretKey">The secret of its one pair of keys.</param>
    public ObjectStoreResource(string name, string command, string workingDirectory, ParameterResource secretKey)
        : base(name, command, workingDirectory)
    {
        SecretKeyParameter = secretKey;
        Endpoint = new EndpointReference(this, EndpointName);
    }

    /// <summary>Where its S3 API is.</summary>
    public EndpointReference Endpoint { get; }

    /// <summary>The secret of its one pair of keys.</summary>
    public ParameterResource SecretKeyParameter { get; }

    /// <summary>The connection string: <c>Endpoint=https://host:port;AccessKey=…;SecretKey=…</c>.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Endpoint={Endpoint.Property(EndpointProperty.Url)};AccessKey={AccessKey};SecretKey={SecretKeyParameter}");
}
