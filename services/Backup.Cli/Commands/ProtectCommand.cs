using System.CommandLine;

namespace Lab.Backup.Cli.Commands;

/// <summary>Protects a snapshot from being pruned.</summary>
internal sealed class ProtectCommand : ICliCommand
{
    private readonly Argument<string> snapshot = new("snapshot") { Description = "The first digits of its id, or 'latest'." };
    private readonly Option<bool> off = new("--off") { Description = "No longer protect it." };

    public Command Create(CommandRun run)
    {
        var command = new Command("protect", "Protects a snapshot from being pruned.") { snapshot, off };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var manifest = await repository.Snapshots.FindAsync(context.Parsed.GetRequiredValue(snapshot), cancellationToken: context.CancellationToken);
        var isProtected = !context.Parsed.GetValue(off);
        await repository.Snapshots.ProtectAsync(manifest.Id, isProtected, context.CancellationToken);
        context.Reporter.Result(new { snapshot = manifest.Id, isProtected }, r => $"Snapshot {r.snapshot} is {(r.isProtected ? "protected" : "no longer protected")}.");
        return ExitCode.Done;
    }
}
