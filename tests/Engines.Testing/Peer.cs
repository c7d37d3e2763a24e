using System.Diagnostics;
using System.Globalization;

namespace Lab.Engines.Testing;

/// <summary>
/// A real server to compare with: at the address that its variable names; else started from the folder that <c>LAB_PEERS</c> names, and
/// stopped at the end.
/// </summary>
public sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly Process? process;

    private Peer(Process? process, IReadOnlyDictionary<string, string> values)
    {
        this.process = process;
        Values = values;
    }

    /// <summary>What the peer said of itself, for example <c>LAB_PEER_MONGODB</c>: its address.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>How to get a peer where none is.</summary>
    public static string HowTo(string name, string variable) =>
        $"No real server to compare with: set {variable} to the address of one, or LAB_PEERS to the folder whose program 'start' runs '{name}'.";

    /// <summary>Finds or starts a peer.</summary>
    /// <param name="name">Its name, for example <c>mongodb</c>.</param>
    /// <param name="variable">The variable with its address; others that begin with it are taken along.</param>
    /// <param name="cancellationToken">Gives up waiting for it.</param>
    /// <returns>The peer, or <see langword="null"/> when neither variable is set.</returns>
    public static async Task<Peer?> StartAsync(string name, string variable, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 })
        {
            return new Peer(null, Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .Where(entry => ((string)entry.Key).StartsWith(variable, StringComparison.Ordinal))
                .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal));
        }

        if (Environment.GetEnvironmentVariable("LAB_PEERS") is not { Length: > 0 } folder)
        {
            return null;
        }

        var start = new ProcessStartInfo(Path.Combine(folder, "start"), [name]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["PEER_PORT"] = EngineProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == "ready")
            {
                return new Peer(process, values);
            }

            if (line.Split('=', 2) is [var key, var value])
            {
                values[key] = value;
            }
        }

        await process.WaitForExitAsync(cancellationToken);
        throw new InvalidOperationException($"The peer {name} ended with exit code {process.ExitCode} before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
        {
            return;
        }

        if (!process.HasExited)
        {
            EngineProcess.Signal("TERM", process.Id);
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }
}
