using System.CommandLine;
using Lab.Backup.Cli.Output;
using Lab.Repository.Files;
using Lab.Repository.Snapshots;

namespace Lab.Backup.Cli.Commands;

/// <summary>Restores a snapshot or a part of it.</summary>
internal sealed class RestoreCommand : ICliCommand
{
    private readonly Argument<string> snapshot = new("snapshot") { Description = "The first digits of its id, or 'latest'." };
    private readonly Option<string> target = new("--target", "-t") { Description = "The folder to restore into. What is there already is compared and only differences are written.", Required = true };
    private readonly Option<string?> path = new("--path") { Description = "Only this path and what is below it." };
    private readonly Option<string?> group = new("--group") { Description = "Where 'latest' is looked for." };
    private readonly Option<bool> delete = new("--delete") { Description = "Remove from the target what the snapshot does not have." };

    public Command Create(CommandRun run)
    {
        var command = new Command("restore", "Restores a snapshot, or a part of it, into a folder.") { snapshot, target, path, group, delete };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var manifest = await repository.Snapshots.FindAsync(context.Parsed.GetRequiredValue(snapshot), context.Parsed.GetValue(group), context.CancellationToken);
        await using var reader = await SnapshotReader.OpenAsync(repository, manifest, context.CancellationToken);
        var warnings = 0;
        var options = new RestoreOptions
        {
            Path = context.Parsed.GetValue(path),
            RemoveOthers = context.Parsed.GetValue(delete),
            Progress = context.Reporter,
            Warn = line =>
            {
                warnings++;
                context.Reporter.Warn(line);
            },
        };
        var result = await FolderRestore.RunAsync(reader, context.Parsed.GetRequiredValue(target), options, context.CancellationToken);
        context.Reporter.Result(
            new { snapshot = manifest.Id, result.Entries, result.Bytes, result.WrittenBytes, result.Removed, result.Seconds, warnings },
            r => $"Snapshot {r.snapshot}: {r.Entries} entries, {Bytes.Text(r.Bytes)}, of these {Bytes.Text(r.WrittenBytes)} written, {r.Removed} removed, {r.Seconds:F1} s.");
        return warnings == 0 ? ExitCode.Done : ExitCode.Incomplete;
    }
}
