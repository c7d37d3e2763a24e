using Lab.Hosting.Embedded.Running.Launching;
using Lab.Hosting.Embedded.Running.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Registers what runs containers.</summary>
internal static class ContainerServices
{
    /// <summary>Adds containers to run mode.</summary>
    public static IServiceCollection AddContainers(this IServiceCollection services) => services
        .AddSingleton<Func<string, IContainerCli>>(provider => program => new ContainerCli(program, provider.GetRequiredService<Watchdog>()))
        .AddSingleton<ContainerRuntime>()
        .AddSingleton<ContainerScope>()
        .AddSingleton<ContainerSpecs>()
        .AddSingleton<ContainerImages>()
        .AddSingleton<ContainerBuild>()
        .AddSingleton<ContainerFiles>()
        .AddSingleton<ContainerCreation>()
        .AddSingleton<IResourceLauncher, ContainerLauncher>();
}
