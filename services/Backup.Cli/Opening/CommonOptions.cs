using System.CommandLine;
using Lab.Repository;

namespace Lab.Backup.Cli.Opening;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    public const string RepositoryVariable = "LAB_BACKUP_REPOSITORY";

    public Option<string?> Repository { get; } = new("--repo", "-r")
    {
        Description = $"The repository: a folder, or s3:BUCKET/PREFIX. Default: {RepositoryVariable}.",
        Recursive = true,
    };

    public Option<string?> PassphraseFile { get; } = new("--passphrase-file")
    {
        Description = $"A file whose first line is the passphrase. Default: {SecretSource.PassphraseFileVariable}, then {SecretSource.PassphraseVariable}, then a prompt.",
        Recursive = true,
    };

    public Option<string?> KeyFile { get; } = new("--key-file")
    {
        Description = $"A key file of at least 32 random bytes in place of a passphrase. Default: {SecretSource.KeyFileVariable}.",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Results and progress as JSON, one object a line; also when the output is no terminal.", Recursive = true };

    public void AddTo(RootCommand root)
    {
        root.Add(Repository);
        root.Add(PassphraseFile);
        root.Add(KeyFile);
        root.Add(Json);
    }

    /// <exception cref="RepositoryException">None was given.</exception>
    public string Location(ParseResult parsed) =>
        parsed.GetValue(Repository) ?? Environment.GetEnvironmentVariable(RepositoryVariable) switch
        {
            { Length: > 0 } location => location,
            _ => throw new RepositoryException(RepositoryError.Invalid, $"which repository? Give --repo or set {RepositoryVariable}."),
        };
}
