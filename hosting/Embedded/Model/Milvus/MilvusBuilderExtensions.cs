using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Milvus;
using Lab.Hosting.Embedded;

namespace Aspire.Hosting;

/// <summary>Adds Milvus servers and their databases.</summary>
public static class MilvusBuilderExtensions
{
    private const int Port = 19530;

    /// <summary>Adds a server that holds all of Milvus' parts in one process and keeps its data in its own file system.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="apiKey">The password of its user <c>root</c>; null for a generated one, the parameter <c>{name}-key</c>.</param>
    /// <param name="grpcPort">The port that clients connect to; null for one that is free.</param>
    public static IResourceBuilder<MilvusServerResource> AddMilvus(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? apiKey = null, int? grpcPort = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var key = apiKey?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-key");
        var server = new MilvusServerResource(name, key);
        return builder.AddResource(server)
            .WithImage("milvusdb/milvus", "v2.5.27")
            .WithImageRegistry("docker.io")
            .WithHttpEndpoint(port: grpcPort, targetPort: Port, name: MilvusServerResource.PrimaryEndpointName)
            .WithEndpoint(MilvusServerResource.PrimaryEndpointName, endpoint => endpoint.Transport = "http2")
            .WithEnvironment("COMMON_STORAGETYPE", "local")
            .WithEnvironment("ETCD_USE_EMBED", "true")
            .WithEnvironment("ETCD_DATA_DIR", "/var/lib/milvus/etcd")
            .WithEnvironment("COMMON_SECURITY_AUTHORIZATIONENABLED", "true")
            .WithEnvironment(context => context.EnvironmentVariables["COMMON_SECURITY_DEFAULTROOTPASSWORD"] = server.ApiKeyParameter)
            .WithArgs("milvus", "run", "standalone");
    }

    /// <summary>Adds a database, which is left to the application to create.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="databaseName">The database's name; null for the resource's.</param>
    public static IResourceBuilder<MilvusDatabaseResource> AddDatabase(this IResourceBuilder<MilvusServerResource> builder, [ResourceName] string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var database = new MilvusDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(database.Name, database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database);
    }

    /// <summary>Keeps the data in a volume.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The volume's name; null for one made of the application's and the resource's.</param>
    /// <param name="isReadOnly">Whether it is mounted read-only.</param>
    public static IResourceBuilder<MilvusServerResource> WithDataVolume(this IResourceBuilder<MilvusServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/var/lib/milvus", isReadOnly);
    }

    /// <summary>Keeps the data in a folder of the machine.</summary>
    public static IResourceBuilder<MilvusServerResource> WithDataBindMount(this IResourceBuilder<MilvusServerResource> builder, string source, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithBindMount(source, "/var/lib/milvus", isReadOnly);
    }

    /// <summary>Configures the server with a file; a relative path starts at the AppHost's folder.</summary>
    public static IResourceBuilder<MilvusServerResource> WithConfigurationFile(this IResourceBuilder<MilvusServerResource> builder, string configurationFilePath)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(configurationFilePath);
        var file = builder.ApplicationBuilder.FullPath(configurationFilePath);
        return builder.WithContainerFiles("/milvus/configs", [new ContainerFile { Name = "milvus.yaml", SourcePath = file }]);
    }
}
