using System.ComponentModel;
using System.Diagnostics;
using Lab.Hosting.Embedded.Running.Launching;

namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>A process in the watchdog's care, with all it starts.</summary>
internal sealed class ManagedProcess
{
    // The program does not run before the watchdog knows of it: the shell waits for a line, and ends if the host dies first.
    private const string Gate = "read -r go && exec \"$@\" </dev/null";

    // After a process has ended, output that its own children still hold open is not waited for longer than this.
    private static readonly TimeSpan OutputPatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan GroupPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GroupInterval = TimeSpan.FromMilliseconds(20);

    private readonly Process process;
    private readonly Watchdog watchdog;
    private readonly TimeProvider timeProvider;
    private readonly OutputReader[] readers;

    private ManagedProcess(Process process, Watchdog watchdog, TimeProvider timeProvider, OutputReader[] readers)
    {
        this.process = process;
        this.watchdog = watchdog;
        this.timeProvider = timeProvider;
        this.readers = readers;
        Id = process.Id;
        Exited = WaitForEndAsync();
    }

    /// <summary>The operating system's number of the process, and on Unix of its group.</summary>
    public int Id { get; }

    /// <summary>Completes with the exit code when the process and its group have ended and their output was read; 128 + the signal's number when a signal ended it.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a process.</summary>
    /// <param name="spec">What to start.</param>
    /// <param name="watchdog">Ends it when the host is gone.</param>
    /// <param name="onLine">Called with each line of output and whether it came by standard error.</param>
    /// <param name="timeProvider">Times the stop.</param>
    /// <exception cref="LaunchException">It cannot be started.</exception>
    public static ManagedProcess Start(ProcessSpec spec, Watchdog watchdog, Action<string, bool> onLine, TimeProvider timeProvider)
    {
        var directory = spec.WorkingDirectory ?? Environment.CurrentDirectory;
        if (!Directory.Exists(directory))
        {
            throw new LaunchException($"The working directory '{directory}' does not exist.");
        }

        var start = new ProcessStartInfo
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[Watchdog.RunVariable] = watchdog.RunId;
        var program = ProgramPath.Find(spec.Program, directory, start.Environment.TryGetValue("PATH", out var path) ? path : null)
            ?? throw new LaunchException($"The program '{spec.Program}' was not found: install it, or name its path.");
        if (OperatingSystem.IsWindows())
        {
            start.FileName = program;
            Array.ForEach([.. spec.Arguments], start.ArgumentList.Add);
        }
        else
        {
            UnixShell.InOwnSession(start, UnixShell.EnvironmentKeepingPath, Gate, "lab", [program, .. spec.Arguments]);
        }

        var process = Start(start);
        OutputReader Read(StreamReader output, bool isError) =>
            OutputReader.Start($"output of {process.Id}", output.BaseStream, line => onLine(line, isError));
        var managed = new ManagedProcess(process, watchdog, timeProvider, [Read(process.StandardOutput, false), Read(process.StandardError, true)]);
        watchdog.Register(managed.Id);
        OpenGate(process);
        return managed;
    }

    /// <summary>Ends the process and its group: SIGTERM, then SIGINT, then SIGKILL.</summary>
    /// <returns>A task that completes when it has ended.</returns>
    public async Task StopAsync(StopTimes times)
    {
        if (OperatingSystem.IsWindows())
        {
            Kill();
        }
        else if (!Exited.IsCompleted)
        {
            ProcessGroup.SignalLeader(Id, UnixSignal.Terminate);
            if (!await EndsWithinAsync(times.Interrupt).ConfigureAwait(false))
            {
                ProcessGroup.SignalLeader(Id, UnixSignal.Interrupt);
                if (!await EndsWithinAsync(times.Kill - times.Interrupt).ConfigureAwait(false))
                {
                    Kill();
                }
            }
        }

        await Exited.ConfigureAwait(false);
    }

    /// <summary>Ends the process and its group at once.</summary>
    public void Kill()
    {
        if (Exited.IsCompleted)
        {
            return;
        }

        if (OperatingSystem.IsWindows() || !ProcessGroup.Signal(Id, UnixSignal.Kill))
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It ended by itself meanwhile.
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new LaunchException($"'{start.FileName}' did not start.");
        }
        catch (Win32Exception error)
        {
            throw new LaunchException($"'{start.FileName}' did not start: {error.Message}", error);
        }
    }

    private static void OpenGate(Process process)
    {
        try
        {
            using var input = process.StandardInput;
            if (!OperatingSystem.IsWindows())
            {
                input.Write("go\n");
            }
        }
        catch (IOException)
        {
            // It was killed already, which its exit code tells.
        }
    }

    private async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        try
        {
            await Exited.WaitAsync(time, timeProvider).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<int> WaitForEndAsync()
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (!OperatingSystem.IsWindows())
        {
            await EndGroupAsync().ConfigureAwait(false);
        }

        // Real time: what is waited for are threads that read what is there already.
        await Task.WhenAny(Task.WhenAll(readers.Select(r => r.Ended)), Task.Delay(OutputPatience)).ConfigureAwait(false);
        watchdog.Unregister(Id);
        var exitCode = process.ExitCode;
        process.Dispose();
        return exitCode;
    }

    /// <summary>Ends what the process left behind in its group, so that a restart does not meet it.</summary>
    private async Task EndGroupAsync()
    {
        var since = Stopwatch.GetTimestamp();
        for (var signal = UnixSignal.Terminate; ProcessGroup.Signal(Id, signal); signal = UnixSignal.None)
        {
            if (Stopwatch.GetElapsedTime(since) > GroupPatience)
            {
                ProcessGroup.Signal(Id, UnixSignal.Kill);
                return;
            }

            await Task.Delay(GroupInterval).ConfigureAwait(false);
        }
    }
}
