using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.MongoDB;

namespace Lab.Hosting.Integrations;

/// <summary>Makes MongoDB servers replica sets.</summary>
public static class MongoReplicaSetExtensions
{
    private const int DefaultPort = 27017;

    /// <summary>Makes the server a replica set of one member, so that transactions and change streams work.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">The set's name.</param>
    /// <returns>The server.</returns>
    /// <remarks>
    /// Members prove themselves to each other by a key, the secret parameter <c>SERVER-replica-set-key</c>. In the cluster the member is
    /// known by the server's name; in a local container it is published on the port on which it listens, since a member must be
    /// reached under the same address from within and from without.
    /// </remarks>
    public static IResourceBuilder<MongoDBServerResource> WithReplicaSet(this IResourceBuilder<MongoDBServerResource> server, string name = "rs0")
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var app = server.ApplicationBuilder;
        var key = ParameterResourceBuilderExtensions.CreateGeneratedParameter(
            app, $"{server.Resource.Name}-replica-set-key", secret: true, new GenerateParameterDefault { MinLength = 64, Special = false });
        var member = $"{server.Resource.Name}:{DefaultPort}";
        if (app.ExecutionContext.IsRunMode)
        {
            var port = FreePort();
            member = string.Create(CultureInfo.InvariantCulture, $"localhost:{port}");
            server.WithEndpoint(server.Resource.PrimaryEndpoint.EndpointName, endpoint =>
            {
                endpoint.IsProxied = false;
                endpoint.Port = port;
                endpoint.TargetPort = port;
            });
        }

        return server
            .WithEntrypoint("/bin/bash")
            .WithArgs("-c", ReplicaSetScript.Text)
            .WithEnvironment(ReplicaSetScript.KeyVariable, key)
            .WithEnvironment(ReplicaSetScript.NameVariable, name)
            .WithEnvironment(ReplicaSetScript.MemberVariable, member);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
