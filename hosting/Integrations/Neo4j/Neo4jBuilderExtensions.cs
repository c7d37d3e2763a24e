using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Neo4j;
using Lab.Model;
using Lab.Model.Systems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Integrations;

/// <summary>Adds Neo4j servers to an application.</summary>
public static class Neo4jBuilderExtensions
{
    private const int DefaultHttpPort = 7474;
    private const int DefaultBoltPort = 7687;

    /// <summary>Adds a Neo4j server. The password of its user <c>neo4j</c> is a secret parameter, <c>NAME-password</c> unless one is given.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="httpPort">The port of the browser and the Query API on this machine; any free one unless given.</param>
    /// <param name="boltPort">The port for drivers on this machine; any free one unless given.</param>
    /// <param name="password">The password, at least 8 characters.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<Neo4jResource> AddNeo4j(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? httpPort = null,
        int? boltPort = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // NEO4J_AUTH separates user and password by a slash, the connection string its parts by semicolons.
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new Neo4jResource(name, secret);
        var key = $"{name}_check";
        var certificateAuthority = builder.ExecutionContext.IsRunMode ? LabDeclarationExtensions.HomeOf(builder).CertificateAuthorityFile : "";
        builder.Services.AddHttpClient(Neo4jHealthCheck.ClientName, client => client.Timeout = Neo4jHealthCheck.AnswerLimit);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, services => new Neo4jHealthCheck(server, services.GetRequiredService<IHttpClientFactory>(), certificateAuthority), HealthStatus.Unhealthy, tags: null));

        return builder.AddResource(server)
            .WithImage("library/neo4j", "5.26.20")
            .WithImageRegistry("docker.io")
            .WithHttpEndpoint(port: httpPort, targetPort: DefaultHttpPort, name: Neo4jResource.HttpEndpointName)
            .WithEndpoint(port: boltPort, targetPort: DefaultBoltPort, scheme: "bolt", name: Neo4jResource.BoltEndpointName)
            .WithEnvironment("NEO4J_AUTH", ReferenceExpression.Create($"{Neo4jResource.UserName}/{secret}"))
            .WithHealthCheck(key);
    }

    /// <summary>Keeps the data in a volume.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">The volume's name.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<Neo4jResource> WithDataVolume(this IResourceBuilder<Neo4jResource> server, string name)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.WithVolume(name, "/data");
    }

    /// <summary>Divides the declared memory: a third for the heap, the half for the page cache, the rest for the operating system and the virtual machine.</summary>
    /// <param name="server">The server.</param>
    /// <param name="lab">The lab.</param>
    /// <param name="system">The system that the server is.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<Neo4jResource> WithLabSettings(this IResourceBuilder<Neo4jResource> server, LabDeclaration lab, DatabaseSystem system)
    {
        ArgumentNullException.ThrowIfNull(server);
        var resources = server.ApplicationBuilder.ResourcesOf(lab, system);
        var heap = string.Create(CultureInfo.InvariantCulture, $"{resources.Memory.Mebibytes / 3}m");
        var cache = string.Create(CultureInfo.InvariantCulture, $"{resources.Memory.Mebibytes / 2}m");
        return server
            .WithEnvironment("NEO4J_server_memory_heap_initial__size", heap)
            .WithEnvironment("NEO4J_server_memory_heap_max__size", heap)
            .WithEnvironment("NEO4J_server_memory_pagecache_size", cache);
    }
}
