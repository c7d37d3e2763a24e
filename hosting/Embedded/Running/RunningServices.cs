using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Running.Endpoints;
using Lab.Hosting.Embedded.Running.Health;
using Lab.Hosting.Embedded.Running.Launching;
using Lab.Hosting.Embedded.Running.Logs;
using Lab.Hosting.Embedded.Running.Orchestration;
using Lab.Hosting.Embedded.Running.Processes;
using Lab.Hosting.Embedded.Running.State;
using Lab.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running;

/// <summary>Registers run mode.</summary>
internal static class RunningServices
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(40);

    /// <summary>Adds what runs the application's resources.</summary>
    public static IServiceCollection AddRunning(this IServiceCollection services)
    {
        services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTimeout);
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddFilter("System.Net.Http.HttpClient", LogLevel.Warning));

        services.AddSingleton(Random.Shared);
        services.AddSingleton<Watchdog>();
        services.AddSingleton<RunState>();
        services.AddSingleton<ResourceLogFiles>(provider => new(
            provider.GetRequiredService<RunState>().Logs,
            error => provider.GetRequiredService<ILogger<ResourceLogFiles>>().LogError("A resource's log is not written to its file any more: {Error}", error.Message)));
        services.AddSingleton<IResourceLogSink>(provider => provider.GetRequiredService<ResourceLogFiles>());

        services.AddSingleton<IPortProbe, PortProbe>();
        services.AddSingleton(provider => new PortReservations(
            provider.GetRequiredService<IPortProbe>(),
            provider.GetRequiredService<Random>().Next,
            PortLocks(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton<EndpointAllocator>();

        services.AddSingleton(StopTimes.Default);
        services.AddSingleton<SecretMask>();
        services.AddSingleton<LaunchConfigurationResolver>();
        services.AddSingleton<ProcessLauncher>();
        services.AddSingleton<ProjectOutputs>();
        services.AddSingleton<IResourceLauncher, ExecutableLauncher>();
        services.AddSingleton<IResourceLauncher, ProjectLauncher>();

        services.AddSingleton<ResourceTree>();
        services.AddSingleton<ResourceStates>();
        services.AddSingleton<ResourceEvents>();
        services.AddSingleton<ResourceUrls>();
        services.AddSingleton<ParameterStates>();
        services.AddSingleton<ResourceHealthCheck>();
        services.AddSingleton<RunnerFactory>(provider =>
            ActivatorUtilities.CreateInstance<RunnerFactory>(provider, (Func<double>)provider.GetRequiredService<Random>().NextDouble));
        services.AddSingleton<Orchestrator>();
        services.AddHostedService<HealthMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<Orchestrator>());
        return services;
    }

    /// <summary>A folder for locks that all hosts of the machine share; null where there can be none.</summary>
    private static string? PortLocks(IConfiguration configuration)
    {
        try
        {
            return Directory.CreateDirectory(Path.Combine(LabCache.Open(configuration[LabCache.Variable]).Path, "ports")).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Ports are then kept apart by asking whether they are free.
            return null;
        }
    }
}
