using System.CommandLine;
using Lab.Repository.Retention;

namespace Lab.Backup.Cli.Commands;

/// <summary>Removes snapshots that a policy does not keep.</summary>
internal sealed class PruneCommand : ICliCommand
{
    private readonly Option<int> last = Keep("last", "the newest so many snapshots");
    private readonly Option<int> hourly = Keep("hourly", "the newest of each of so many hours");
    private readonly Option<int> daily = Keep("daily", "of so many days");
    private readonly Option<int> weekly = Keep("weekly", "of so many weeks");
    private readonly Option<int> monthly = Keep("monthly", "of so many months");
    private readonly Option<int> yearly = Keep("yearly", "of so many years");
    private readonly Option<string?> group = new("--group") { Description = "Only of this group. Default: of every group by itself." };
    private readonly Option<bool> dryRun = new("--dry-run", "-n") { Description = "Say what would be removed and remove nothing." };

    public Command Create(CommandRun run)
    {
        var command = new Command("prune", "Removes snapshots that the options do not keep (as Proxmox Backup Server does); 'gc' frees the space.")
        {
            last, hourly, daily, weekly, monthly, yearly, group, dryRun,
        };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private static Option<int> Keep(string name, string what)
    {
        var option = new Option<int>($"--keep-{name}") { Description = $"Keep {what}." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError($"--keep-{name} takes 0 or more.");
            }
        });
        return option;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var parsed = context.Parsed;
        var policy = new RetentionPolicy(
            parsed.GetValue(last), parsed.GetValue(hourly), parsed.GetValue(daily), parsed.GetValue(weekly), parsed.GetValue(monthly), parsed.GetValue(yearly));
        var repository = await context.OpenAsync();
        var pruner = new Pruner(repository, TimeZoneInfo.Local);
        var decisions = parsed.GetValue(dryRun)
            ? await pruner.PlanAsync(policy, parsed.GetValue(group), context.CancellationToken)
            : await pruner.PruneAsync(policy, parsed.GetValue(group), context.CancellationToken);
        context.Reporter.Rows(
            decisions.Select(d => new { snapshot = d.Snapshot.Id, d.Snapshot.Created, d.Snapshot.Group, kept = d.IsKept, d.Reason }),
            ("snapshot", d => d.snapshot[..12]),
            ("created", d => d.Created.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss")),
            ("group", d => d.Group),
            ("kept", d => d.Reason ?? (parsed.GetValue(dryRun) ? "would be removed" : "removed")));
        return ExitCode.Done;
    }
}
