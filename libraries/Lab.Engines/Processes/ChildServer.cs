using System.Diagnostics;

namespace Lab.Engines.Processes;

/// <summary>Runs a server as a child, on systems where a process cannot be replaced.</summary>
internal static class ChildServer
{
    public static async Task<int> RunAsync(ServerProgram program, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program.Path, program.Arguments) { UseShellExecute = false, WorkingDirectory = program.WorkingDirectory };
        start.Environment.Clear();
        foreach (var (name, value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        using var job = OperatingSystem.IsWindows() ? new KillOnCloseJob() : null;
        using var process = Process.Start(start) ?? throw new EngineException($"{program.Path} cannot be started.");
        if (OperatingSystem.IsWindows())
        {
            job?.Add(process);
        }

        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
