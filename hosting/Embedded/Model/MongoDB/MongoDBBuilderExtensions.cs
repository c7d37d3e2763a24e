using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded;
using Lab.Hosting.Embedded.Health;

namespace Aspire.Hosting;

/// <summary>Adds MongoDB servers and their databases.</summary>
public static class MongoDBBuilderExtensions
{
    private const int Port = 27017;

    /// <summary>Adds a server. It is healthy when it answers a ping.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port that clients connect to; null for one that is free.</param>
    public static IResourceBuilder<MongoDBServerResource> AddMongoDB(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port) =>
        builder.AddMongoDB(name, port, userName: null, password: null);

    /// <summary>Adds a server. It is healthy when it answers a ping.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port that clients connect to; null for one that is free.</param>
    /// <param name="userName">The root's name; null for <c>admin</c>.</param>
    /// <param name="password">Its password; null for a generated one, the parameter <c>{name}-password</c>.</param>
    public static IResourceBuilder<MongoDBServerResource> AddMongoDB(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new MongoDBServerResource(name, userName?.Resource, secret);
        var check = $"{name}_check";
        builder.AddHealthCheck(check, _ => new MongoDBHealthCheck(server.ConnectionStringExpression.GetValueAsync, "admin", builder.CertificateAuthorityFile()));
        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: Port, name: MongoDBServerResource.PrimaryEndpointName)
            .WithImage("library/mongo", "8.2")
            .WithImageRegistry("docker.io")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["MONGO_INITDB_ROOT_USERNAME"] = server.UserNameReference;
                context.EnvironmentVariables["MONGO_INITDB_ROOT_PASSWORD"] = secret;
            })
            .WithHealthCheck(check);
    }

    /// <summary>Adds a database. It is healthy when the server answers a ping for it.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="databaseName">The database's name; null for the resource's.</param>
    public static IResourceBuilder<MongoDBDatabaseResource> AddDatabase(this IResourceBuilder<MongoDBServerResource> builder, [ResourceName] string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var database = new MongoDBDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(database.Name, database.DatabaseName);
        var check = $"{name}_check";
        var authority = builder.ApplicationBuilder.CertificateAuthorityFile();
        builder.ApplicationBuilder.AddHealthCheck(check, _ => new MongoDBHealthCheck(database.ConnectionStringExpression.GetValueAsync, database.DatabaseName, authority));
        return builder.ApplicationBuilder.AddResource(database).WithHealthCheck(check);
    }

    /// <summary>Keeps the data in a volume.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The volume's name; null for one made of the application's and the resource's.</param>
    /// <param name="isReadOnly">Whether it is mounted read-only.</param>
    public static IResourceBuilder<MongoDBServerResource> WithDataVolume(this IResourceBuilder<MongoDBServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/data/db", isReadOnly);
    }

    /// <summary>Keeps the data in a folder of the machine.</summary>
    public static IResourceBuilder<MongoDBServerResource> WithDataBindMount(this IResourceBuilder<MongoDBServerResource> builder, string source, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithBindMount(source, "/data/db", isReadOnly);
    }

    /// <summary>Copies scripts that the image runs when it creates its data.</summary>
    /// <exception cref="InvalidOperationException">There is no such file or folder.</exception>
    public static IResourceBuilder<MongoDBServerResource> WithInitFiles(this IResourceBuilder<MongoDBServerResource> builder, string source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithContainerFiles("/docker-entrypoint-initdb.d", source);
    }
}
