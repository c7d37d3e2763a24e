using System.Diagnostics;
using System.Text;

namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>
/// A small shell process that outlives the host by a moment: when the host's end of a pipe closes, it ends all processes that the host started.
/// A pipe closes at every death of the host, and, unlike a parent-death signal, is not tied to the thread that started the child.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>The environment variable by which the processes of a run are known.</summary>
    public const string RunVariable = "LAB_RUN_ID";

    private readonly Lock gate = new();
    private readonly HashSet<int> registered = [];
    private readonly List<string> cleanups = [];
    private Process? process;
    private bool disposed;

    /// <summary>Identifies the run; in the environment of each of its processes.</summary>
    public string RunId { get; } = Guid.NewGuid().ToString("n");

    /// <summary>The watchdog's own process, once a process was registered; null on Windows.</summary>
    public int? ProcessId
    {
        get
        {
            lock (gate)
            {
                return process?.Id;
            }
        }
    }

    /// <summary>Starts the watchdog if it does not run. Registering a process does so, too.</summary>
    public void Start()
    {
        lock (gate)
        {
            EnsureRunning();
        }
    }

    /// <summary>Takes a process and its group into care.</summary>
    public void Register(int processId)
    {
        lock (gate)
        {
            registered.Add(processId);
            Tell($"+ {processId}");
        }
    }

    /// <summary>Says that a process and its group have ended.</summary>
    public void Unregister(int processId)
    {
        lock (gate)
        {
            registered.Remove(processId);
            Tell($"- {processId}");
        }
    }

    /// <summary>Has a shell command run at the end, after the processes; it must do nothing when there is nothing to do.</summary>
    /// <param name="command">One line without a secret.</param>
    public void AtEnd(string command)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        lock (gate)
        {
            cleanups.Add(command);
            Tell($"! {command}");
        }
    }

    /// <summary>Lets the watchdog do its work and end.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            process?.StandardInput.Dispose();
            process?.Dispose();
            process = null;
        }
    }

    private void Tell(string message)
    {
        if (disposed || OperatingSystem.IsWindows() || EnsureRunning())
        {
            return;
        }

        try
        {
            Send(message);
        }
        catch (IOException)
        {
            // Somebody killed it: a new one is told everything.
            process?.Dispose();
            process = null;
            EnsureRunning();
        }
    }

    /// <returns>Whether it was started just now and knows all.</returns>
    private bool EnsureRunning()
    {
        if (process is { HasExited: false } || disposed || OperatingSystem.IsWindows())
        {
            return false;
        }

        process?.Dispose();
        var start = new ProcessStartInfo(UnixShell.Path) { RedirectStandardInput = true };
        UnixShell.InOwnSession(start, UnixShell.Path, Script(), "lab-watchdog", [RunId]);
        start.Environment.Remove(RunVariable);
        start.WorkingDirectory = "/";
        process = Process.Start(start) ?? throw new InvalidOperationException($"{UnixShell.Path} did not start.");
        process.StandardInput.AutoFlush = true;
        foreach (var id in registered)
        {
            Send($"+ {id}");
        }

        foreach (var command in cleanups)
        {
            Send($"! {command}");
        }

        return true;
    }

    private void Send(string message) => process!.StandardInput.Write(message + "\n");

    private static string Script()
    {
        using var stream = typeof(Watchdog).Assembly.GetManifestResourceStream("watchdog.sh")
            ?? throw new InvalidOperationException("The watchdog's script is missing from the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
