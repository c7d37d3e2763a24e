using System.Globalization;
using System.Text.Json;
using Lab.State;

namespace Lab.Hosting.Embedded.Running.State;

/// <summary>Keeps two hosts from using one state folder at the same time.</summary>
internal sealed class HostLock : IDisposable
{
    private static readonly TimeSpan WatchdogPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly FolderLock held;
    private readonly string owner;

    private HostLock(FolderLock held, string owner)
    {
        this.held = held;
        this.owner = owner;
    }

    /// <summary>Takes the lock. After a host that was killed, waits until its watchdog has ended what it left behind.</summary>
    /// <param name="home">The state folder.</param>
    /// <param name="processId">This host.</param>
    /// <param name="watchdogId">The process that cleans up after this host; null where there is none.</param>
    /// <param name="runId">Identifies that process: it is among its arguments.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="StateFolderException">Another host uses the folder, or it cannot be written.</exception>
    public static async Task<HostLock> AcquireAsync(LabHome home, int processId, int? watchdogId, string runId, CancellationToken cancellationToken)
    {
        var owner = Path.Combine(home.Path, "host.json");
        if (FolderLock.TryAcquire(Path.Combine(home.Path, "host.lock")) is not { } held)
        {
            var other = Read(owner) is { } running ? string.Create(CultureInfo.InvariantCulture, $" (pid {running.ProcessId})") : "";
            throw new StateFolderException($"Another AppHost{other} uses the state folder {home.Path}: stop it, or set {LabHome.Variable} to another folder.");
        }

        try
        {
            if (Read(owner) is { WatchdogId: { } previous } killed)
            {
                using var patience = new CancellationTokenSource(WatchdogPatience);
                while (IsWatchdog(previous, killed.RunId) && !patience.IsCancellationRequested)
                {
                    await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
                }
            }

            PrivateFile.Write(owner, JsonSerializer.Serialize(new HostRecord(processId, watchdogId, runId)));
            return new HostLock(held, owner);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(owner);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What it says is then checked by the next host.
        }

        held.Dispose();
    }

    private static HostRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<HostRecord>(File.ReadAllText(path)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // It only makes messages and waits more precise.
            return null;
        }
    }

    private static bool IsWatchdog(int processId, string runId)
    {
        try
        {
            var arguments = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/cmdline");
            return File.Exists(arguments) && File.ReadAllText(arguments).Contains(runId, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return false;
        }
    }
}
