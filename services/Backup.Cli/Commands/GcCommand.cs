using System.CommandLine;
using Lab.Backup.Cli.Output;
using Lab.Repository.Collection;

namespace Lab.Backup.Cli.Commands;

/// <summary>Frees what no snapshot refers to.</summary>
internal sealed class GcCommand : ICliCommand
{
    private readonly Option<double> grace = new("--grace-hours") { Description = "Leave alone what is younger, in hours. Default: 24 hours and 5 minutes.", DefaultValueFactory = _ => CollectionOptions.DefaultGrace.TotalHours };
    private readonly Option<bool> dryRun = new("--dry-run", "-n") { Description = "Say what would be freed and change nothing." };

    public Command Create(CommandRun run)
    {
        grace.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0 or > 100000 or double.NaN)
            {
                result.AddError("--grace-hours takes 0 to 100000.");
            }
        });
        var command = new Command("gc", "Frees what no snapshot refers to. Others may go on reading and writing.") { grace, dryRun };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var options = new CollectionOptions { Grace = TimeSpan.FromHours(context.Parsed.GetValue(grace)), DryRun = context.Parsed.GetValue(dryRun), Progress = context.Reporter };
        var result = await new GarbageCollector(repository).RunAsync(options, context.CancellationToken);
        context.Reporter.Result(result, r =>
            $"{r.LiveChunks} chunks in use ({Bytes.Text(r.LiveBytes)}), {r.RepackedPacks} packs written anew, {r.UnusedPacks} unused, {r.RemovedPacks} removed ({Bytes.Text(r.RemovedBytes)}), {r.WaitingPacks} wait for a later collection, {r.DamagedPacks} damaged{(r.MissingChunks == 0 ? "" : $", {r.MissingChunks} chunks missing")}.");
        return result is { DamagedPacks: 0, MissingChunks: 0 } ? ExitCode.Done : ExitCode.Damaged;
    }
}
