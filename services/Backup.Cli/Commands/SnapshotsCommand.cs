using System.CommandLine;
using Lab.Backup.Cli.Output;

namespace Lab.Backup.Cli.Commands;

/// <summary>Lists snapshots.</summary>
internal sealed class SnapshotsCommand : ICliCommand
{
    private readonly Option<string?> group = new("--group") { Description = "Only of this group." };

    public Command Create(CommandRun run)
    {
        var command = new Command("snapshots", "Lists the snapshots, oldest first.") { group };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var only = context.Parsed.GetValue(group);
        var repository = await context.OpenAsync();
        var guarded = await repository.Snapshots.ProtectedAsync(context.CancellationToken);
        var damaged = 0;
        var snapshots = await repository.Snapshots.ListAsync(
            (_, error) =>
            {
                damaged++;
                context.Reporter.Warn(error.Message);
            },
            context.CancellationToken);
        var rows = snapshots
            .Where(s => only is null || s.Group == only)
            .Select(s => new { s.Id, s.Created, s.Group, s.Host, s.Sources, s.Attributes, s.Parent, s.Statistics, isProtected = guarded.Contains(s.Id) });
        context.Reporter.Rows(
            rows,
            ("snapshot", r => r.Id[..12]),
            ("created", r => r.Created.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss")),
            ("group", r => r.Group),
            ("entries", r => $"{r.Statistics.Entries}"),
            ("size", r => Bytes.Text(r.Statistics.Bytes)),
            ("added", r => Bytes.Text(r.Statistics.StoredBytes)),
            ("protected", r => r.isProtected ? "yes" : ""));
        return damaged == 0 ? ExitCode.Done : ExitCode.Damaged;
    }
}
