using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Model;

internal sealed class TestResource(string name) : Resource(name), IResourceWithEndpoints, IResourceWithEnvironment, IResourceWithArgs, IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression { get; set; } = ReferenceExpression.Empty;

    public EndpointAnnotation AddEndpoint(string name = "tcp", string scheme = "tcp", int? port = null, int? targetPort = null)
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: scheme, name: name, port: port, targetPort: targetPort);
        Annotations.Add(endpoint);
        return endpoint;
    }
}
