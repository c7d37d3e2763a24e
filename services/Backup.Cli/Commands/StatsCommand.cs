using System.CommandLine;
using Lab.Backup.Cli.Output;
using Lab.Repository.Snapshots;

namespace Lab.Backup.Cli.Commands;

/// <summary>Says how large the repository is and what it saves.</summary>
internal sealed class StatsCommand : ICliCommand
{
    public Command Create(CommandRun run)
    {
        var command = new Command("stats", "Sizes, deduplication, compression and growth.");
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context)
    {
        var statistics = await RepositoryStatistics.MeasureAsync(await context.OpenAsync(), context.CancellationToken);
        context.Reporter.Result(statistics, s => string.Join(Environment.NewLine,
        [
            $"{s.Snapshots} snapshots of together {Bytes.Text(s.SnapshotBytes)}",
            $"{s.Chunks} chunks of together {Bytes.Text(s.ChunkBytes)}: deduplication {s.Deduplication}",
            $"packs {Bytes.Text(s.PackBytes)}: compression {s.Compression}; index and the rest {Bytes.Text(s.OtherBytes)}",
            .. s.Growth.Select(g => $"  {g.Created.ToLocalTime():yyyy-MM-dd HH:mm:ss} {g.Snapshot[..12]} +{Bytes.Text(g.StoredBytes)}"),
        ]));
        return ExitCode.Done;
    }
}
