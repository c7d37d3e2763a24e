using System.CommandLine;

namespace Lab.Backup.Cli.Commands;

/// <summary>Removes single snapshots, also those that are damaged or lost and stand in the way of a collection.</summary>
internal sealed class RemoveCommand : ICliCommand
{
    private readonly Argument<string[]> snapshots = new("snapshot") { Description = "First digits of ids.", Arity = ArgumentArity.OneOrMore };

    public Command Create(CommandRun run)
    {
        var command = new Command("remove", "Removes snapshots, whole or damaged; 'gc' frees the space.") { snapshots };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var ids = new List<string>();
        foreach (var name in context.Parsed.GetRequiredValue(snapshots))
        {
            ids.Add(await repository.Snapshots.FindIdAsync(name, context.CancellationToken));
        }

        foreach (var id in ids)
        {
            await repository.Snapshots.RemoveAsync(id, context.CancellationToken);
            context.Reporter.Result(new { removed = id }, r => $"Snapshot {r.removed} was removed.");
        }

        return ExitCode.Done;
    }
}
