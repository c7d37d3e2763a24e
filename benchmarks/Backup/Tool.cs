using System.Diagnostics;
using System.Globalization;

namespace Lab.Benchmarks.Backup;

/// <summary>Runs programs and measures what they take.</summary>
internal sealed class Tool(TimeProvider time)
{
    /// <summary>Whether a program is in the path.</summary>
    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="InvalidOperationException">It failed; with what it said last.</exception>
    public async Task<ToolRun> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        // The shell's own clock counts the processor time of the whole pipeline.
        var start = new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='processor %U %S'; time \"$@\"", "time", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var started = time.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{string.Join(' ', command.Take(3))} … ended with {process.ExitCode}: {string.Join(" / ", lines.TakeLast(4))} {(await output).TrimEnd().Split('\n')[^1]}");
            }

            var processor = lines[^1].Split(' ').Skip(1).Sum(part => double.Parse(part, CultureInfo.InvariantCulture));
            return new ToolRun(seconds, processor, await output);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
