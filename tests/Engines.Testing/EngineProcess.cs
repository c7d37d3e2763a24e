using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Lab.Engines.Testing;

/// <summary>An engine as the lab starts it: a process with its environment, whose lines are kept.</summary>
public sealed class EngineProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Channel<string> unread = Channel.CreateUnbounded<string>();
    private readonly Task reading;

    private EngineProcess(Process process, EngineStart start)
    {
        this.process = process;
        Start = start;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError))
            .ContinueWith(_ => unread.Writer.Complete(), TaskScheduler.Default);
    }

    public EngineStart Start { get; }

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    /// <summary>All that the engine said so far.</summary>
    public string Output => string.Join('\n', lines);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static EngineProcess Run(EngineStart start)
    {
        string[] command = ["dotnet", "exec", start.Program, .. start.Settings.SelectMany(setting => new[] { "--set", setting })];
        if (start.AsNobody)
        {
            command = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--", .. command];
        }

        var info = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        info.Environment["LAB_HOME"] = start.Home;
        info.Environment["LAB_ENGINE_NAME"] = start.Name;
        info.Environment["LAB_ENGINE_PORT"] = start.Port.ToString(CultureInfo.InvariantCulture);
        info.Environment["LAB_ENGINE_USER"] = start.User;
        info.Environment["LAB_ENGINE_PASSWORD"] = start.Password;
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        return new EngineProcess(Process.Start(info)!, start);
    }

    /// <summary>Waits until the engine says something; fails with all it said when it ends before.</summary>
    public async Task<string> WaitForLineAsync(string text, CancellationToken cancellationToken)
    {
        await foreach (var line in unread.Reader.ReadAllAsync(cancellationToken))
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        await process.WaitForExitAsync(cancellationToken);
        throw new InvalidOperationException($"The engine ended with exit code {process.ExitCode} and never said '{text}':\n{Output}");
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        await reading.WaitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        Signal("TERM", Id);
        return await WaitForExitAsync(cancellationToken);
    }

    /// <summary>Kills the engine's process, and that alone, without warning.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    public static void Signal(string name, int process)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-" + name, process.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        })!;
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal("TERM", Id);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
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

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            unread.Writer.TryWrite(line);
        }
    }
}
