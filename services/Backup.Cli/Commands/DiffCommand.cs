using System.CommandLine;
using Lab.Backup.Cli.Output;
using Lab.Repository.Snapshots;

namespace Lab.Backup.Cli.Commands;

/// <summary>Compares two snapshots.</summary>
internal sealed class DiffCommand : ICliCommand
{
    private readonly Argument<string> before = new("before") { Description = "The first digits of a snapshot's id." };
    private readonly Argument<string> after = new("after") { Description = "The first digits of another's, or 'latest'." };

    public Command Create(CommandRun run)
    {
        var command = new Command("diff", "Lists what differs between two snapshots.") { before, after };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        await using var first = await OpenAsync(before);
        await using var second = await OpenAsync(after);
        foreach (var difference in await SnapshotDifference.CompareAsync(first, second, context.CancellationToken))
        {
            context.Reporter.Result(difference, d => $"{d.Change,-9} {Bytes.Text(d.Bytes),12}  {d.Path}");
        }

        return ExitCode.Done;

        async Task<SnapshotReader> OpenAsync(Argument<string> name) => await SnapshotReader.OpenAsync(
            repository, await repository.Snapshots.FindAsync(context.Parsed.GetRequiredValue(name), cancellationToken: context.CancellationToken), context.CancellationToken);
    }
}
