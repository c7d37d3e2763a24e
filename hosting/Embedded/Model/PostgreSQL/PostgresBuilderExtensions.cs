using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded;
using Lab.Hosting.Embedded.Health;
using Lab.Hosting.Embedded.PostgreSQL;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL servers and their databases.</summary>
public static class PostgresBuilderExtensions
{
    private const string DefaultTag = "17.6";
    private const int Port = 5432;

    /// <summary>Adds a server. It is healthy when it answers a query.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="userName">The superuser's name; null for <c>postgres</c>.</param>
    /// <param name="password">Its password; null for a generated one, the parameter <c>{name}-password</c>.</param>
    /// <param name="port">The port that clients connect to; null for one that is free.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, [ResourceName] string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        var check = $"{name}_check";
        builder.AddHealthCheck(check, _ => new PostgresHealthCheck(server.GetConnectionStringAsync, "postgres"));
        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: Port, name: PostgresServerResource.PrimaryEndpointName)
            .WithImage("library/postgres", DefaultTag)
            .WithImageRegistry("docker.io")
            .WithIconName("DatabaseMultiple")
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["POSTGRES_USER"] = server.UserNameReference;
                context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter;
            })
            .WithHealthCheck(check)
            .OnResourceReady((_, ready, cancellationToken) => PostgresDatabases.CreateAsync(
                server, builder.Resources.OfType<PostgresDatabaseResource>(), ready.Services, cancellationToken));
    }

    /// <summary>Adds a database, which is created when the server is ready. It is healthy when it answers a query.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="databaseName">The database's name; null for the resource's.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, [ResourceName] string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var application = builder.ApplicationBuilder;
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(database.Name, database.DatabaseName);
        var check = $"{name}_check";
        application.AddHealthCheck(check, _ => new PostgresDatabaseHealthCheck(
            database, new PostgresHealthCheck(database.ConnectionStringExpression.GetValueAsync, database: null)));
        return application.AddResource(database).WithHealthCheck(check);
    }

    /// <summary>Sets the statement that creates the database, instead of a plain CREATE DATABASE.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(this IResourceBuilder<PostgresDatabaseResource> builder, string script)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(script);
        return builder.WithAnnotation(new PostgresCreationScript(script));
    }

    /// <summary>Sets the superuser's name.</summary>
    public static IResourceBuilder<PostgresServerResource> WithUserName(this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> userName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userName);
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }

    /// <summary>Sets the superuser's password.</summary>
    public static IResourceBuilder<PostgresServerResource> WithPassword(this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    /// <summary>Sets the port that clients connect to; null for one that is free.</summary>
    public static IResourceBuilder<PostgresServerResource> WithHostPort(this IResourceBuilder<PostgresServerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(PostgresServerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }

    /// <summary>Keeps the data in a volume; set the image's tag first, since the images of PostgreSQL 18 and later keep it elsewhere.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The volume's name; null for one made of the application's and the resource's.</param>
    /// <param name="isReadOnly">Whether it is mounted read-only.</param>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataFolder(builder.Resource), isReadOnly);
    }

    /// <summary>Keeps the data in a folder of the machine; set the image's tag first, since the images of PostgreSQL 18 and later keep it elsewhere.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithBindMount(source, DataFolder(builder.Resource), isReadOnly);
    }

    /// <summary>Copies scripts that the image runs when it creates its data.</summary>
    /// <exception cref="InvalidOperationException">There is no such file or folder.</exception>
    public static IResourceBuilder<PostgresServerResource> WithInitFiles(this IResourceBuilder<PostgresServerResource> builder, string source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithContainerFiles("/docker-entrypoint-initdb.d", source);
    }

    private static string DataFolder(PostgresServerResource server)
    {
        var tag = server.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) && image.Tag is { } given ? given : DefaultTag;
        var major = tag.Split('-', '.')[0];
        return int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version >= 18
            ? "/var/lib/postgresql"
            : "/var/lib/postgresql/data";
    }
}
