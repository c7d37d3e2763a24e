using System.Globalization;

namespace Lab.Benchmarks.Start;

/// <summary>
/// How long `dotnet run --project AppHost -- --until-healthy` takes until every resource is healthy, on a built checkout with
/// installed engines and existing data, and how much memory the whole tree then holds.
/// </summary>
internal sealed class StartBenchmark(TimeProvider time) : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public async Task<int> RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("lab-start-");
        try
        {
            // The engines of a root user run as an unprivileged one, which has to pass through this folder.
            if (!OperatingSystem.IsWindows())
            {
                home.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            }

            var lab = new LabStart(AppHostFolder(), home.FullName, time);
            await progress.WriteLineAsync("first start: builds, installs the engines, makes the databases");
            var first = await lab.RunAsync(cancellationToken);
            if (!first.Healthy)
            {
                await progress.WriteLineAsync(first.Output);
                return 1;
            }

            measures.Write(Measure.Of("first-start-seconds", [first.Seconds], "s"));
            var runs = new List<LabStartResult>();
            for (var run = 1; run <= (size == BenchmarkSize.Full ? 9 : 3); run++)
            {
                var result = await lab.RunAsync(cancellationToken);
                await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"start {run}: {result.Seconds:F2} s, {result.MemoryMiB:F0} MiB"));
                if (!result.Healthy)
                {
                    await progress.WriteLineAsync(result.Output);
                    return 1;
                }

                runs.Add(result);
            }

            measures.Write(Measure.Of("start-seconds", [.. runs.Select(r => r.Seconds)], "s"));
            measures.Write(Measure.Of("start-seconds-host", [.. runs.Select(r => r.HostSeconds)], "s"));
            if (runs.All(r => r.MemoryMiB > 0))
            {
                measures.Write(Measure.Of("memory-mib", [.. runs.Select(r => r.MemoryMiB)], "MiB"));
            }
            else
            {
                await progress.WriteLineAsync("memory-mib: skipped, /proc with smaps_rollup is missing here");
            }

            return 0;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static string AppHostFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lab.Aspire.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("Run the benchmarks inside the repository."), "AppHost");
    }
}
