using System.Runtime.InteropServices;
using Lab.State;

namespace Lab.Engines;

/// <summary>The frame of an engine's <c>Main</c>: options, signals, errors and exit codes.</summary>
public static class EngineProgram
{
    /// <summary>Runs an engine until it ends or is asked to by SIGTERM, SIGINT or SIGHUP.</summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="run">The engine; what it returns is the exit code.</param>
    /// <returns>The exit code: the engine's; 0 when it was asked to stop; 1 when it cannot go on; 2 when it was started wrongly.</returns>
    public static async Task<int> RunAsync(string[] arguments, Func<EngineOptions, EngineLog, CancellationToken, Task<int>> run)
    {
        ArgumentNullException.ThrowIfNull(run);

        using var stopping = new CancellationTokenSource();
        using var terminate = OnSignal(PosixSignal.SIGTERM, stopping);
        using var interrupt = OnSignal(PosixSignal.SIGINT, stopping);
        using var hangup = OnSignal(PosixSignal.SIGHUP, stopping);

        EngineOptions options;
        try
        {
            options = EngineOptions.Read(arguments, Environment.GetEnvironmentVariable);
        }
        catch (EngineException error)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return 2;
        }

        var log = new EngineLog(Console.Out);
        try
        {
            return await run(options, log, stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.Write("stopped before it was ready");
            return 0;
        }
        catch (Exception error) when (error is EngineException or StateFolderException)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return 1;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(StateFolderException.From(error, options.HomePath).Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, CancellationTokenSource stopping) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stopping.Cancel();
        });
}
