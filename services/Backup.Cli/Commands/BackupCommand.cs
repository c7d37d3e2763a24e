using System.CommandLine;
using Lab.Backup.Cli.Output;
using Lab.Repository;
using Lab.Repository.Files;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;

namespace Lab.Backup.Cli.Commands;

/// <summary>Backs folders up.</summary>
internal sealed class BackupCommand : ICliCommand
{
    private readonly Argument<string[]> sources = new("folder") { Description = "Folders or files.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> group = new("--group") { Description = "What the snapshot is kept and pruned together with. Default: the host and the folders." };
    private readonly Option<string[]> exclude = new("--exclude") { Description = "Leave out names (or, with a slash, paths) that match; * and ? stand for anything. May be repeated." };
    private readonly Option<bool> force = new("--force") { Description = "Read files again whose metadata have not changed since the snapshot before." };
    private readonly Option<int?> level = new("--level") { Description = "The zstd level, 1 to 19. Default: chosen by the kind of data." };

    public Command Create(CommandRun run)
    {
        level.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 19)
            {
                result.AddError("--level takes 1 to 19.");
            }
        });
        var command = new Command("backup", "Makes a snapshot of folders.") { sources, group, exclude, force, level };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var folders = context.Parsed.GetRequiredValue(sources).Select(Path.GetFullPath).ToArray();
        var name = context.Parsed.GetValue(group) ?? $"{Environment.MachineName}:{string.Join(",", folders)}";
        var repository = await context.OpenAsync();
        var parent = context.Parsed.GetValue(force) ? null : await LatestAsync(repository, name, context);
        var leftOut = 0;
        var options = new SnapshotOptions(name, folders)
        {
            Parent = parent?.Id,
            Level = context.Parsed.GetValue(level),
            Progress = context.Reporter,
            ExpectedBytes = parent?.Statistics.Bytes,
        };

        await using var writer = await SnapshotWriter.StartAsync(repository, options, context.CancellationToken);
        var how = new FolderBackupOptions
        {
            Parent = parent,
            Exclude = context.Parsed.GetValue(exclude) ?? [],
            Warn = line =>
            {
                leftOut++;
                context.Reporter.Warn(line);
            },
            Notice = context.Reporter.Warn,
        };
        await FolderBackup.AddAsync(repository, writer, folders, how, context.CancellationToken);
        var manifest = await writer.CommitAsync(cancellationToken: context.CancellationToken);
        context.Reporter.Result(
            new { snapshot = manifest.Id, manifest.Group, parent = parent?.Id, manifest.Statistics, leftOut },
            r => $"Snapshot {r.snapshot}: {r.Statistics.Entries} entries, {Bytes.Text(r.Statistics.Bytes)}, of these {Bytes.Text(r.Statistics.NewBytes)} new, stored in {Bytes.Text(r.Statistics.StoredBytes)}, {r.Statistics.Seconds:F1} s.");
        return leftOut == 0 ? ExitCode.Done : ExitCode.Incomplete;
    }

    private static async Task<SnapshotManifest?> LatestAsync(BackupRepository repository, string group, CliContext context) =>
        (await repository.Snapshots.ListAsync((_, error) => context.Reporter.Warn(error.Message), context.CancellationToken)).LastOrDefault(s => s.Group == group);
}
