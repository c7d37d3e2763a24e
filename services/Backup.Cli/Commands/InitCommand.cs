using System.CommandLine;
using Lab.Backup.Cli.Opening;
using Lab.Repository;

namespace Lab.Backup.Cli.Commands;

/// <summary>Makes a repository.</summary>
internal sealed class InitCommand : ICliCommand
{
    public Command Create(CommandRun run)
    {
        var command = new Command("init", "Makes a repository.");
        command.SetAction((parsed, cancellation) => run(parsed, RunAsync, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context)
    {
        var backend = RepositoryLocation.Open(context.Common.Location(context.Parsed));
        var secret = SecretSource.Current(context.Parsed, context.Common, twice: true).Read();
        var repository = await BackupRepository.InitializeAsync(backend, secret, cancellationToken: context.CancellationToken);
        context.Reporter.Result(
            new { id = repository.Id, location = backend.Description },
            r => $"Repository {r.id} is at {r.location}. Without its passphrase or key file nobody can ever read it: keep that in another place.");
        return ExitCode.Done;
    }
}
