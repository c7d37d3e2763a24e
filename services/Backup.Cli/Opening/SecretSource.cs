using System.CommandLine;
using Lab.Repository;
using Lab.Repository.Keys;
using Spectre.Console;

namespace Lab.Backup.Cli.Opening;

/// <summary>Where a passphrase or key file comes from: a file, the environment or a prompt, never an argument.</summary>
/// <param name="KeyFile">A key file, or null.</param>
/// <param name="PassphraseFile">A file with a passphrase, or null.</param>
/// <param name="Passphrase">A passphrase, or null.</param>
/// <param name="Prompt">What is asked for on a terminal.</param>
/// <param name="Twice">Whether it is asked for twice, since nobody knows it yet.</param>
/// <param name="Missing">What to say when there is neither.</param>
internal sealed record SecretSource(string? KeyFile, string? PassphraseFile, string? Passphrase, string Prompt, bool Twice, string Missing)
{
    public const string PassphraseVariable = "LAB_BACKUP_PASSPHRASE";
    public const string PassphraseFileVariable = "LAB_BACKUP_PASSPHRASE_FILE";
    public const string KeyFileVariable = "LAB_BACKUP_KEY_FILE";
    public const string NewPassphraseVariable = "LAB_BACKUP_NEW_PASSPHRASE";

    public static SecretSource Current(ParseResult parsed, CommonOptions common, bool twice = false) => new(
        parsed.GetValue(common.KeyFile) ?? Variable(KeyFileVariable, parsed.GetValue(common.PassphraseFile)),
        parsed.GetValue(common.PassphraseFile) ?? Variable(PassphraseFileVariable),
        Variable(PassphraseVariable),
        "Passphrase",
        twice,
        $"no passphrase: set {PassphraseVariable}, or give --passphrase-file or --key-file.");

    public static SecretSource New(string? keyFile, string? passphraseFile) => new(
        keyFile,
        passphraseFile,
        Variable(NewPassphraseVariable),
        "New passphrase",
        Twice: true,
        $"no new passphrase: set {NewPassphraseVariable}, or give --new-passphrase-file or --new-key-file.");

    /// <exception cref="RepositoryException">There is none, or it is not fit.</exception>
    public RepositorySecret Read()
    {
        if (KeyFile is not null)
        {
            return RepositorySecret.FromKeyFile(ReadFile(KeyFile, File.ReadAllBytes));
        }

        if (PassphraseFile is not null)
        {
            return RepositorySecret.FromPassphrase(ReadFile(PassphraseFile, path => File.ReadLines(path).FirstOrDefault() ?? ""));
        }

        return RepositorySecret.FromPassphrase(Passphrase ?? Ask());
    }

    private static string? Variable(string name, string? unless = null) =>
        unless is null && Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static T ReadFile<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RepositoryException(RepositoryError.NotFound, $"{path} cannot be read: {error.Message}", error);
        }
    }

    private string Ask()
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            throw new RepositoryException(RepositoryError.Invalid, Missing);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var first = terminal.Prompt(new TextPrompt<string>($"{Prompt}:").Secret(null));
        return !Twice || terminal.Prompt(new TextPrompt<string>($"{Prompt} again:").Secret(null)) == first
            ? first
            : throw new RepositoryException(RepositoryError.Invalid, "the two passphrases differ.");
    }
}
