using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Lab.Benchmarks.Start;

/// <summary>Starts the lab by the README's command and watches it until it is healthy and has stopped again.</summary>
internal sealed partial class LabStart(string appHost, string home, TimeProvider time)
{
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(1);

    /// <summary>Runs one start.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled; the lab was stopped.</exception>
    public async Task<LabStartResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["run", "--project", appHost, "--", "--until-healthy", "--timeout", "600"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LAB_HOME"] = home },
        }) ?? throw new InvalidOperationException("dotnet did not start.");

        using var sampling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var memory = SampleAsync(new ProcessTree(process.Id), sampling.Token);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = new StringBuilder();
        (TimeSpan Elapsed, double Host)? healthy = null;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                output.AppendLine(line);
                if (healthy is null && AllHealthy().Match(line) is { Success: true } match)
                {
                    healthy = (time.GetElapsedTime(began), double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture));
                    await sampling.CancelAsync();
                }
            }

            await process.WaitForExitAsync(cancellationToken);
            output.Append(await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await sampling.CancelAsync();
        }

        return new LabStartResult(
            process.ExitCode == 0 && healthy is not null,
            (healthy?.Elapsed ?? time.GetElapsedTime(began)).TotalSeconds,
            healthy?.Host ?? 0,
            await memory,
            output.ToString());
    }

    private async Task<double> SampleAsync(ProcessTree tree, CancellationToken cancellationToken)
    {
        var most = 0.0;
        if (!File.Exists("/proc/self/smaps_rollup"))
        {
            return most;
        }

        using var timer = new PeriodicTimer(SampleInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                most = Math.Max(most, tree.ProportionalSetSizeMiB());
            }
        }
        catch (OperationCanceledException)
        {
            most = Math.Max(most, tree.ProportionalSetSizeMiB());
        }

        return most;
    }

    [GeneratedRegex(@"healthy after (?<seconds>\d+(\.\d+)?) s")]
    private static partial Regex AllHealthy();
}
