using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded;
using Lab.Hosting.Embedded.Health;

namespace Aspire.Hosting;

/// <summary>Adds Redis servers.</summary>
public static class RedisBuilderExtensions
{
    private const int Port = 6379;

    /// <summary>Adds a server. It is healthy when it answers PING.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port that clients connect to; null for one that is free.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port) =>
        builder.AddRedis(name, port, password: null);

    /// <summary>Adds a server. It is healthy when it answers PING.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port that clients connect to; null for one that is free.</param>
    /// <param name="password">Its password; null for a generated one, the parameter <c>{name}-password</c>.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        // Punctuation would end the password in a connection string and mean something to the shell that starts the server.
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new RedisResource(name, secret);
        var check = $"{name}_check";
        builder.AddHealthCheck(check, _ => new RedisHealthCheck(server.GetConnectionStringAsync, builder.CertificateAuthorityFile()));
        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: Port, scheme: "redis", name: RedisResource.PrimaryEndpointName)
            .WithImage("library/redis", "8.6")
            .WithImageRegistry("docker.io")
            .WithHealthCheck(check)
            .WithEntrypoint("/bin/sh")
            .WithEnvironment(context =>
            {
                if (server.PasswordParameter is { } current)
                {
                    context.EnvironmentVariables["REDIS_PASSWORD"] = current;
                }
            })
            .WithArgs(context =>
            {
                // By a shell, so that the password comes from the environment and does not stand in the arguments.
                context.Args.Add("-c");
                context.Args.Add(string.Join(' ', Command(server)));
            });
    }

    /// <summary>Keeps the data in a volume, written to disk every 60 seconds when a key has changed.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The volume's name; null for one made of the application's and the resource's.</param>
    /// <param name="isReadOnly">Whether it is mounted read-only.</param>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/data", isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    /// <summary>Keeps the data in a folder of the machine, written to disk every 60 seconds when a key has changed.</summary>
    public static IResourceBuilder<RedisResource> WithDataBindMount(this IResourceBuilder<RedisResource> builder, string source, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        builder.WithBindMount(source, "/data", isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    /// <summary>Writes the data to disk.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="interval">How often; null for every 60 seconds.</param>
    /// <param name="keysChangedThreshold">How many keys must have changed.</param>
    public static IResourceBuilder<RedisResource> WithPersistence(this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(
            new RedisPersistence(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Sets the password; null for none.</summary>
    public static IResourceBuilder<RedisResource> WithPassword(this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource>? password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.PasswordParameter = password?.Resource;
        return builder;
    }

    /// <summary>Sets the port that clients connect to; null for one that is free.</summary>
    public static IResourceBuilder<RedisResource> WithHostPort(this IResourceBuilder<RedisResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(RedisResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }

    private static IEnumerable<string> Command(RedisResource server)
    {
        yield return "redis-server";
        if (server.PasswordParameter is not null)
        {
            yield return "--requirepass";
            yield return "$REDIS_PASSWORD";
        }

        if (server.TryGetLastAnnotation<RedisPersistence>(out var persistence))
        {
            yield return "--save";
            yield return persistence.Interval.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            yield return persistence.KeysChangedThreshold.ToString(CultureInfo.InvariantCulture);
        }
    }
}
