using System.CommandLine;
using Lab.Repository.Index;

namespace Lab.Backup.Cli.Commands;

/// <summary>Makes the index anew.</summary>
internal sealed class RepairCommand : ICliCommand
{
    public Command Create(CommandRun run)
    {
        var command = new Command("repair", "Makes the index anew from the packs, where 'verify' finds index files damaged or chunks missing. Nobody else may use the repository meanwhile.");
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context)
    {
        var result = await new IndexRepair(await context.OpenAsync()).RunAsync(context.CancellationToken);
        context.Reporter.Result(result, r => string.Join(Environment.NewLine,
        [
            .. r.Problems,
            $"The index has {r.Packs} packs, {r.FoundPacks} of them found again; {r.DamagedFiles} index files were damaged. Now run 'verify'.",
        ]));
        return result.Problems.Count == 0 ? ExitCode.Done : ExitCode.Damaged;
    }
}
