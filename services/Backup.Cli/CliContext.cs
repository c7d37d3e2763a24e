using System.CommandLine;
using Lab.Backup.Cli.Opening;
using Lab.Backup.Cli.Output;
using Lab.Repository;

namespace Lab.Backup.Cli;

/// <summary>What a command works with.</summary>
/// <param name="Common">The options of every command.</param>
/// <param name="Parsed">What stands on the command line.</param>
/// <param name="Reporter">Where results and progress go.</param>
/// <param name="CancellationToken">Ctrl+C.</param>
internal sealed record CliContext(CommonOptions Common, ParseResult Parsed, Reporter Reporter, CancellationToken CancellationToken)
{
    /// <summary>Opens the repository of the common options.</summary>
    /// <exception cref="RepositoryException">It cannot be opened.</exception>
    public Task<BackupRepository> OpenAsync() =>
        BackupRepository.OpenAsync(RepositoryLocation.Open(Common.Location(Parsed)), SecretSource.Current(Parsed, Common).Read(), cancellationToken: CancellationToken);
}
