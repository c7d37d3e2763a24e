using Lab.Hosting.Embedded.Running.Processes;
using Lab.State;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Embedded.Running.State;

/// <summary>The state folder of this run, held by this host alone.</summary>
internal sealed class RunState(IConfiguration configuration, Watchdog watchdog) : IDisposable
{
    private readonly Lazy<LabHome> home = new(() => LabHome.Open(configuration["Lab:Home"]
        ?? throw new StateFolderException($"No state folder is configured: set {LabHome.Variable}.")));

    private HostLock? held;

    /// <summary>The folder of the resources' logs.</summary>
    /// <exception cref="StateFolderException">It cannot be written.</exception>
    public string Logs() => home.Value.CreateFolder(home.Value.Logs);

    /// <summary>Opens the folder and takes it for this host.</summary>
    /// <exception cref="StateFolderException">It cannot be written, or another host uses it.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var folder = home.Value;
        Logs();
        watchdog.Start();
        held = await HostLock.AcquireAsync(folder, Environment.ProcessId, watchdog.ProcessId, watchdog.RunId, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => held?.Dispose();
}
