using System.Diagnostics;
using System.Text;

namespace Lab.Embedded.Tests.Running;

/// <summary>The AppHost of tests as a process, with a state folder of its own.</summary>
public sealed class AppHostProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly Lock gate = new();

    // Tests that run in a shell's background inherit ignored interrupts, which no program can take back by itself.
    private const string Launcher = "env";
    private static readonly string[] Signals = OperatingSystem.IsLinux() ? ["--default-signal=INT,TERM"] : [];

    public AppHostProcess(string home, params string[] arguments)
    {
        var dotnet = Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        var assembly = Path.Combine(AppContext.BaseDirectory, "Lab.Embedded.AppHost.dll");
        process = new Process
        {
            StartInfo = new ProcessStartInfo(Launcher, [.. Signals, dotnet, "exec", assembly, $"--Lab:Home={home}", "--Lab:Page:Enabled=false", .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public string Output
    {
        get
        {
            lock (gate)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Kills the host alone, as the kernel would: nothing of it can clean up.</summary>
    public void Kill() => process.Kill(entireProcessTree: false);

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public Task WaitForOutputAsync(string text) => Condition.WaitAsync(() => Output.Contains(text, StringComparison.Ordinal) || process.HasExited, () => Output);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (gate)
        {
            output.AppendLine(line.Data);
        }
    }
}
