using System.CommandLine;
using Lab.Backup.Cli.Opening;
using Lab.Backup.Cli.Output;
using Lab.Repository;
using Lab.Repository.Copying;

namespace Lab.Backup.Cli.Commands;

/// <summary>Copies snapshots to another repository.</summary>
internal sealed class CopyCommand : ICliCommand
{
    public const string TargetPassphraseVariable = "LAB_BACKUP_TARGET_PASSPHRASE";

    private readonly Argument<string[]> snapshots = new("snapshot") { Description = "First digits of ids, or 'latest'. Default: all.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> target = new("--to") { Description = "The other repository; it must exist.", Required = true };
    private readonly Option<string?> passphraseFile = new("--to-passphrase-file") { Description = $"A file whose first line is the other repository's passphrase. Default: {TargetPassphraseVariable}, then the same as here." };
    private readonly Option<string?> keyFile = new("--to-key-file") { Description = "The other repository's key file." };

    public Command Create(CommandRun run)
    {
        var command = new Command("copy", "Copies snapshots to another repository; those that are there already are left out.") { snapshots, target, passphraseFile, keyFile };
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private async Task<int> RunAsync(CliContext context)
    {
        var source = await context.OpenAsync();
        var other = await BackupRepository.OpenAsync(RepositoryLocation.Open(context.Parsed.GetRequiredValue(target)), Secret(context).Read(), cancellationToken: context.CancellationToken);
        if (other.Id == source.Id)
        {
            throw new RepositoryException(RepositoryError.Invalid, "the other repository is this one.");
        }

        var names = context.Parsed.GetValue(snapshots) ?? [];
        var chosen = names.Length == 0 ? await source.Snapshots.ListAsync(context.CancellationToken)
            : await Task.WhenAll(names.Select(name => source.Snapshots.FindAsync(name, cancellationToken: context.CancellationToken)));
        var copied = await new Copier(source, other).CopyAsync(chosen, context.Reporter, context.CancellationToken);
        context.Reporter.Result(
            new { chosen = chosen.Count, copied = copied.Count, snapshots = copied.Select(c => c.Id), storedBytes = copied.Sum(c => c.Statistics.StoredBytes) },
            r => $"{r.copied} of {r.chosen} snapshots copied, {Bytes.Text(r.storedBytes)} stored; the others were there already.");
        return ExitCode.Done;
    }

    private SecretSource Secret(CliContext context)
    {
        var own = SecretSource.Current(context.Parsed, context.Common);
        var (key, passphrase) = (context.Parsed.GetValue(keyFile), context.Parsed.GetValue(passphraseFile));
        var variable = Environment.GetEnvironmentVariable(TargetPassphraseVariable);
        return key is null && passphrase is null && string.IsNullOrEmpty(variable) ? own : own with { KeyFile = key, PassphraseFile = passphrase, Passphrase = variable };
    }
}
