using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Running.Console;
using Lab.Hosting.Embedded.Running.Containers;
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
using Spectre.Console;

namespace Lab.Hosting.Embedded.Running;

/// <summary>Registers run mode.</summary>
internal static class RunningServices
{
    // No line of a file is to be broken.
    private const int RedirectedWidth = 500;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(40);

    /// <summary>Adds what runs the application's resources.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="hasConsole">Whether progress is printed, unless <c>Lab:Console:Enabled</c> says otherwise.</param>
    public static IServiceCollection AddRunning(this IServiceCollection services, IConfiguration configuration, bool hasConsole)
    {
        services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTimeout);
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
        services.AddContainers();

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
        services.AddHostedService<SecondInterrupt>();
        AddConsole(services, configuration, hasConsole);
        return services;
    }

    private static void AddConsole(IServiceCollection services, IConfiguration configuration, bool hasConsole)
    {
        services.AddSingleton<RunClock>();
        services.AddSingleton<Readiness>();
        services.AddSingleton(_ => PlainWhenRedirected());
        var untilHealthy = configuration[RunArguments.UntilHealthyKey] is not null;
        if (!untilHealthy && !configuration.GetValue("Lab:Console:Enabled", hasConsole))
        {
            return;
        }

        services.AddSingleton<IRestartObserver, RestartLines>();
        services.AddHostedService<StateFolderLine>();
        if (untilHealthy)
        {
            services.AddHostedService<UntilHealthy>();
        }
        else
        {
            services.AddHostedService<ProgressLines>();
        }
    }

    private static IAnsiConsole PlainWhenRedirected()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (System.Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
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
