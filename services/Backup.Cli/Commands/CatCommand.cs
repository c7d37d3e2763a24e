using System.CommandLine;
using Lab.Repository.Snapshots;

namespace Lab.Backup.Cli.Commands;

/// <summary>Writes the content of one file to the output.</summary>
internal sealed class CatCommand : ICliCommand
{
    private readonly Argument<string> snapshot = new("snapshot") { Description = "The first digits of its id, or 'latest'." };
    private readonly Argument<string> path = new("path") { Description = "The file." };

    public Command Create(CommandRun run)
    {
        var command = new Command("cat", "Writes a file of a snapshot to the output.") { snapshot, path };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var manifest = await repository.Snapshots.FindAsync(context.Parsed.GetRequiredValue(snapshot), cancellationToken: context.CancellationToken);
        await using var reader = await SnapshotReader.OpenAsync(repository, manifest, context.CancellationToken);
        var entry = await reader.FindAsync(context.Parsed.GetRequiredValue(path), context.CancellationToken);
        await using var content = reader.Open(entry);
        await using var output = Console.OpenStandardOutput();
        await content.CopyToAsync(output, context.CancellationToken);
        return ExitCode.Done;
    }
}
