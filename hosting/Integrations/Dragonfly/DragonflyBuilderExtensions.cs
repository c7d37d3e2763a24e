using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Dragonfly;
using Lab.Hosting.Integrations.Engines;
using Lab.Model;
using Lab.Model.Systems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Integrations;

/// <summary>Adds DragonflyDB servers to an application.</summary>
public static class DragonflyBuilderExtensions
{
    private const int DefaultPort = 6379;

    // DragonflyDB takes every flag from the environment variable of its name behind this prefix.
    private const string Flag = "DFLY_";

    /// <summary>Adds a DragonflyDB server. Its password is a secret parameter, <c>NAME-password</c> unless one is given.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port on this machine; any free one unless given.</param>
    /// <param name="password">The password.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<DragonflyResource> AddDragonfly(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // A comma or an equals sign would end the password in a connection string of StackExchange.Redis.
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new DragonflyResource(name, secret);
        var key = $"{name}_check";
        var certificateAuthority = builder.ExecutionContext.IsRunMode ? LabDeclarationExtensions.HomeOf(builder).CertificateAuthorityFile : "";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, _ => new DragonflyHealthCheck(server, certificateAuthority), HealthStatus.Unhealthy, tags: null));

        return builder.AddResource(server)
            .WithImage("dragonflydb/dragonfly", "v1.36.0")
            .WithImageRegistry("docker.dragonflydb.io")
            .WithEndpoint(port: port, targetPort: DefaultPort, scheme: "redis", name: DragonflyResource.PrimaryEndpointName)
            .WithEnvironment(Flag + "requirepass", secret)
            .WithHealthCheck(key);
    }

    /// <summary>Keeps the data in a volume.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">The volume's name.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<DragonflyResource> WithDataVolume(this IResourceBuilder<DragonflyResource> server, string name)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.WithVolume(name, "/data").WithEnvironment(Flag + "dir", "/data").WithEnvironment(Flag + "snapshot_cron", "*/5 * * * *");
    }

    /// <summary>Limits memory and threads to what is declared; a tenth of the memory is left to snapshots and connections.</summary>
    /// <param name="server">The server.</param>
    /// <param name="lab">The lab.</param>
    /// <param name="system">The system that the server is.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<DragonflyResource> WithLabSettings(this IResourceBuilder<DragonflyResource> server, LabDeclaration lab, DatabaseSystem system)
    {
        ArgumentNullException.ThrowIfNull(server);
        var resources = server.ApplicationBuilder.ResourcesOf(lab, system);
        var memory = (resources.Memory.Mebibytes * 9 / 10).ToString(CultureInfo.InvariantCulture);
        return server
            .WithEnvironment(Flag + "maxmemory", memory + "mb")
            .WithEnvironment(Flag + "proactor_threads", resources.Cores.ToString(CultureInfo.InvariantCulture))
            .WithAnnotation(new EngineSettingAnnotation("memory", memory + "m"));
    }
}
