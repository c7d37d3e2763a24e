using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Processes;
using Lab.State;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>Starts processes for resources, with what every process of the lab is given.</summary>
internal sealed class ProcessLauncher(
    LaunchConfigurationResolver resolver,
    Watchdog watchdog,
    SecretMask mask,
    IConfiguration configuration,
    TimeProvider timeProvider,
    StopTimes times)
{
    // What the AppHost itself was told about its own addresses and profile is not for its resources.
    private static readonly string[] NotInherited =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "HTTP_PORTS", "HTTPS_PORTS", "URLS",
        "DOTNET_LAUNCH_PROFILE", "DOTNET_LAUNCH_BROWSER",
    ];

    /// <summary>Starts a process.</summary>
    /// <param name="context">The instance it is for.</param>
    /// <param name="program">The program.</param>
    /// <param name="firstArguments">Arguments before those of the resource.</param>
    /// <param name="workingDirectory">The folder it starts in.</param>
    /// <param name="properties">What is shown of it.</param>
    /// <param name="cancellationToken">Gives up before it is started.</param>
    /// <exception cref="LaunchException">It cannot be started.</exception>
    public async Task<ILaunchedInstance> LaunchAsync(
        LaunchContext context,
        string program,
        IEnumerable<string> firstArguments,
        string workingDirectory,
        IEnumerable<ResourcePropertySnapshot> properties,
        CancellationToken cancellationToken)
    {
        var launch = await resolver.ResolveAsync(context, cancellationToken).ConfigureAwait(false);
        var environment = NotInherited.ToDictionary(name => name, _ => (string?)null);
        environment[LabHome.Variable] = configuration["Lab:Home"];
        foreach (var (name, value) in launch.Environment)
        {
            environment[name] = value;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var spec = new ProcessSpec
        {
            Program = program,
            Arguments = [.. firstArguments, .. launch.Arguments],
            WorkingDirectory = workingDirectory,
            Environment = environment,
        };
        var process = ManagedProcess.Start(spec, watchdog, context.Log.Write, timeProvider);
        return new ProcessInstance(process, [.. properties], [.. mask.Show(launch.Environment)], times);
    }
}
