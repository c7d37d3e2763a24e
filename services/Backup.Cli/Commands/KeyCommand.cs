using System.CommandLine;
using Lab.Backup.Cli.Opening;

namespace Lab.Backup.Cli.Commands;

/// <summary>Lists, adds, removes and changes what opens the repository.</summary>
internal sealed class KeyCommand : ICliCommand
{
    private readonly Argument<string> id = new("id") { Description = "The first digits of the key's id." };
    private readonly Option<string> label = new("--label") { Description = "What to call it.", DefaultValueFactory = _ => Environment.UserName };
    private readonly Option<string?> newPassphraseFile = new("--new-passphrase-file") { Description = $"A file whose first line is the new passphrase. Default: {SecretSource.NewPassphraseVariable}, then a prompt." };
    private readonly Option<string?> newKeyFile = new("--new-key-file") { Description = "A key file of at least 32 random bytes." };

    public Command Create(CommandRun run)
    {
        var list = new Command("list", "Lists the keys that open the repository.");
        list.SetAction((parsed, cancellation) => run(parsed, ListAsync, cancellation));
        var add = new Command("add", "Adds a passphrase or key file.") { label, newPassphraseFile, newKeyFile };
        add.SetAction((parsed, cancellation) => run(parsed, AddAsync, cancellation));
        var remove = new Command("remove", "Removes a key. Who opened the repository with it may have kept the master key.") { id };
        remove.SetAction((parsed, cancellation) => run(parsed, RemoveAsync, cancellation));
        var change = new Command("passwd", "Replaces the passphrase or key file that opens the repository now.") { newPassphraseFile, newKeyFile };
        change.SetAction((parsed, cancellation) => run(parsed, ChangeAsync, cancellation));
        return new Command("key", "The keys that open the repository.") { list, add, remove, change };
    }

    private static async Task<int> ListAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        context.Reporter.Rows(
            (await repository.Keys.ListAsync(context.CancellationToken)).Select(k => new { k.Id, k.Label, k.Created, k.Derivation }),
            ("key", k => k.Id),
            ("label", k => k.Label),
            ("created", k => k.Created.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss")),
            ("kind", k => k.Derivation));
        return ExitCode.Done;
    }

    private async Task<int> AddAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var slot = await repository.Keys.AddAsync(New(context).Read(), context.Parsed.GetRequiredValue(label), context.CancellationToken);
        context.Reporter.Result(new { id = slot.Id, slot.Label }, k => $"Key {k.id} ({k.Label}) was added.");
        return ExitCode.Done;
    }

    private async Task<int> RemoveAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var chosen = context.Parsed.GetRequiredValue(id);
        await repository.Keys.RemoveAsync(chosen, context.CancellationToken);
        context.Reporter.Result(new { removed = chosen }, k => $"Key {k.removed} was removed.");
        return ExitCode.Done;
    }

    private async Task<int> ChangeAsync(CliContext context)
    {
        var repository = await context.OpenAsync();
        var slot = await repository.Keys.ChangeAsync(SecretSource.Current(context.Parsed, context.Common).Read(), New(context).Read(), context.CancellationToken);
        context.Reporter.Result(new { id = slot.Id }, k => $"The new key is {k.id}; the old one no longer opens the repository.");
        return ExitCode.Done;
    }

    private SecretSource New(CliContext context) => SecretSource.New(context.Parsed.GetValue(newKeyFile), context.Parsed.GetValue(newPassphraseFile));
}
