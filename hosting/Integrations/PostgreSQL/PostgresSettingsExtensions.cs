using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Engines;
using Lab.Model;
using Lab.Model.Profiles;
using Lab.Model.Systems;

namespace Lab.Hosting.Integrations;

/// <summary>Sets PostgreSQL servers as lab.json's profile recommends.</summary>
public static class PostgresSettingsExtensions
{
    /// <summary>
    /// Gives the server the settings that its declared cores, memory, storage and workload ask for: as <c>-c name=value</c> for the
    /// cluster, scaled to this machine in a local run.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="lab">The lab.</param>
    /// <param name="system">The system that the server is.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<PostgresServerResource> WithLabSettings(this IResourceBuilder<PostgresServerResource> server, LabDeclaration lab, DatabaseSystem system)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(system);
        foreach (var setting in PostgreSqlProfile.For(server.ApplicationBuilder.ResourcesOf(lab, system), system.Workload))
        {
            server.WithArgs("-c", $"{setting.Name}={setting.Text}");
            server.WithAnnotation(new EngineSettingAnnotation(setting.Name, setting.Text));
        }

        // Parallel queries share memory through /dev/shm, of which a container has 64 MB by default.
        return server.ApplicationBuilder.ExecutionContext.IsRunMode ? server.WithContainerRuntimeArgs("--shm-size=1g") : server;
    }
}
