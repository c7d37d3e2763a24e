using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Milvus;
using Lab.Hosting.Integrations.Containers;
using Lab.Hosting.Integrations.Engines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Integrations;

/// <summary>Lets declared servers run as local processes in a local run. The manifest keeps their containers.</summary>
/// <remarks>
/// <c>Lab:Engines</c> (<c>auto</c>, <c>embedded</c>, <c>containers</c>; see <see cref="EngineMode"/>), and <c>Lab:Engines:NAME</c> for one
/// server, chooses. Call it last on a server: the process takes over the endpoints that the server has by then.
/// </remarks>
public static class EmbeddedEngineExtensions
{
    /// <summary>Lets a PostgreSQL server run as a local process: PostgreSQL itself.</summary>
    /// <param name="server">The server.</param>
    /// <returns>The server.</returns>
    /// <exception cref="DistributedApplicationException"><c>Lab:Engines</c> has a value that is not allowed.</exception>
    public static IResourceBuilder<PostgresServerResource> RunEmbedded(this IResourceBuilder<PostgresServerResource> server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var user = server.Resource.UserNameParameter is { } parameter ? ReferenceExpression.Create($"{parameter}") : ReferenceExpression.Create($"postgres");
        return Run(server, new("postgres", "PostgreSQL 16", IsRealServer: true, server.Resource.PrimaryEndpoint.EndpointName, HasTls: true, user, server.Resource.PasswordParameter));
    }

    /// <summary>Lets a DragonflyDB server run as a local process: Garnet, another real server of the Redis protocol.</summary>
    /// <inheritdoc cref="RunEmbedded(IResourceBuilder{PostgresServerResource})"/>
    public static IResourceBuilder<DragonflyResource> RunEmbedded(this IResourceBuilder<DragonflyResource> server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return Run(server, new("dragonfly", "Garnet, in DragonflyDB's place,", IsRealServer: true, DragonflyResource.PrimaryEndpointName, HasTls: true, UserName: null, server.Resource.PasswordParameter)
        {
            SecureSchemes = new Dictionary<string, string> { ["redis"] = "rediss" },
        });
    }

    /// <summary>Lets a ChromaDB server run as a local process: ChromaDB itself.</summary>
    /// <inheritdoc cref="RunEmbedded(IResourceBuilder{PostgresServerResource})"/>
    public static IResourceBuilder<ChromaResource> RunEmbedded(this IResourceBuilder<ChromaResource> server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return Run(server, new("chroma", "ChromaDB 1.0", IsRealServer: true, ChromaResource.PrimaryEndpointName, HasTls: false, UserName: null, Password: null));
    }

    /// <summary>Lets a MongoDB server run as a local process: an emulator, used when no container can run.</summary>
    /// <inheritdoc cref="RunEmbedded(IResourceBuilder{PostgresServerResource})"/>
    public static IResourceBuilder<MongoDBServerResource> RunEmbedded(this IResourceBuilder<MongoDBServerResource> server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var user = server.Resource.UserNameParameter is { } parameter ? ReferenceExpression.Create($"{parameter}") : ReferenceExpression.Create($"admin");
        return Run(server, new("mongodb", "an emulator of MongoDB", IsRealServer: false, server.Resource.PrimaryEndpoint.EndpointName, HasTls: true, user, server.Resource.PasswordParameter));
    }

    /// <summary>Lets a Milvus server run as a local process: an emulator, where there is one, used when no container can run.</summary>
    /// <inheritdoc cref="RunEmbedded(IResourceBuilder{PostgresServerResource})"/>
    public static IResourceBuilder<MilvusServerResource> RunEmbedded(this IResourceBuilder<MilvusServerResource> server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return Run(server, new("milvus", "an emulator of Milvus", IsRealServer: false, server.Resource.PrimaryEndpoint.EndpointName, HasTls: true, ReferenceExpression.Create($"root"), server.Resource.ApiKeyParameter));
    }

    /// <summary>Lets a Neo4j server run as a local process: an emulator, used when no container can run.</summary>
    /// <inheritdoc cref="RunEmbedded(IResourceBuilder{PostgresServerResource})"/>
    public static IResourceBuilder<Neo4jResource> RunEmbedded(this IResourceBuilder<Neo4jResource> server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return Run(server, new("neo4j", "an emulator of Neo4j", IsRealServer: false, Neo4jResource.HttpEndpointName, HasTls: true, ReferenceExpression.Create($"{Neo4jResource.UserName}"), server.Resource.PasswordParameter)
        {
            SecureSchemes = new Dictionary<string, string> { [Uri.UriSchemeHttp] = Uri.UriSchemeHttps, ["bolt"] = "bolt+s" },
        });
    }

    private static IResourceBuilder<T> Run<T>(IResourceBuilder<T> server, EmbeddedEngine engine)
        where T : ContainerResource
    {
        var app = server.ApplicationBuilder;
        if (!app.ExecutionContext.IsRunMode)
        {
            return server;
        }

        var (mode, setting) = EngineConfiguration.Read(app.Configuration, server.Resource.Name);
        var program = mode == EngineMode.Containers ? null : EngineProgram.Find(app.AppHostAssembly, engine.Id);
        var process = program is null ? null : EngineProcess.Add(server, engine, program);

        app.Services.TryAddSingleton(TimeProvider.System);
        app.Services.TryAddSingleton<IContainerProbe>(services => new ContainerProbe(
            services.GetRequiredService<IConfiguration>(),
            new PullFailures(() => LabDeclarationExtensions.HomeOf(app), services.GetRequiredService<TimeProvider>()),
            services.GetRequiredService<TimeProvider>()));
        app.Services.TryAddSingleton(services => new ConnectionFacts(services.GetRequiredService<IConfiguration>(), LabDeclarationExtensions.HomeOf(app)));
        app.Services.TryAddEventingSubscriber<EngineStarter>();
        app.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EngineFollower>());
        return server.WithAnnotation(new EngineLink(server.Resource, engine, process, mode, setting));
    }
}
