using System.CommandLine;
using Lab.Backup.Cli.Output;
using Lab.Repository.Verification;

namespace Lab.Backup.Cli.Commands;

/// <summary>Verifies the repository.</summary>
internal sealed class VerifyCommand : ICliCommand
{
    private readonly Option<bool> quick = new("--quick") { Description = "Compare the index with what is stored, without reading data." };
    private readonly Option<double> skip = new("--skip-verified-within") { Description = "Do not read packs again that were found whole within so many days. Default: 0, read everything." };

    public Command Create(CommandRun run)
    {
        skip.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0 or > 36500 or double.NaN)
            {
                result.AddError("--skip-verified-within takes 0 to 36500 days.");
            }
        });
        var command = new Command("verify", "Reads everything that snapshots need and compares it; exit code 5 when something is wrong.") { quick, skip };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var options = new VerificationOptions
        {
            Quick = context.Parsed.GetValue(quick),
            SkipVerifiedWithin = TimeSpan.FromDays(context.Parsed.GetValue(skip)),
            Progress = context.Reporter,
        };
        var result = await new Verifier(repository).RunAsync(options, context.CancellationToken);
        context.Reporter.Result(result, r => string.Join(Environment.NewLine,
        [
            .. r.Problems,
            r.IsSound
                ? $"All is well: {r.Snapshots} snapshots, {r.Packs} packs, {r.ReadPacks} read ({Bytes.Text(r.ReadBytes)}), {r.Seconds:F1} s.{(r.HealedPacks == 0 ? "" : $" {r.HealedPacks} packs are damaged where no snapshot needs them: 'gc' removes them.")}"
                : $"{r.Problems.Count} problems; snapshots that cannot be restored whole: {(r.DamagedSnapshots.Count == 0 ? "none" : string.Join(", ", r.DamagedSnapshots))}.",
        ]));
        return result.IsSound ? ExitCode.Done : ExitCode.Damaged;
    }
}
