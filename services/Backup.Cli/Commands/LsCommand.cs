using System.CommandLine;
using Lab.Backup.Cli.Output;
using Lab.Repository.Snapshots;

namespace Lab.Backup.Cli.Commands;

/// <summary>Lists the paths of a snapshot.</summary>
internal sealed class LsCommand : ICliCommand
{
    private readonly Argument<string> snapshot = new("snapshot") { Description = "The first digits of its id, or 'latest'." };
    private readonly Argument<string?> path = new("path") { Description = "Only this path and what is below it.", Arity = ArgumentArity.ZeroOrOne };

    public Command Create(CommandRun run)
    {
        var command = new Command("ls", "Lists what a snapshot holds.") { snapshot, path };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var manifest = await repository.Snapshots.FindAsync(context.Parsed.GetRequiredValue(snapshot), cancellationToken: context.CancellationToken);
        var below = context.Parsed.GetValue(path)?.Trim('/');
        await using var reader = await SnapshotReader.OpenAsync(repository, manifest, context.CancellationToken);
        await foreach (var entry in reader.ListAsync(context.CancellationToken))
        {
            if (string.IsNullOrEmpty(below) || entry.Entry.Path == below || entry.Entry.Path.StartsWith(below + "/", StringComparison.Ordinal))
            {
                context.Reporter.Result(entry.Entry, e => $"{e.Type,-12} {Convert.ToString(e.Mode ?? 0, 8),5} {Bytes.Text(e.Size),12}  {e.Path}{(e.Target is null ? "" : $" -> {e.Target}")}");
            }
        }

        return ExitCode.Done;
    }
}
