using System.CommandLine;
using Lab.Backup.Cli.Commands;
using Lab.Backup.Cli.Opening;
using Lab.Backup.Cli.Output;
using Lab.Repository;

namespace Lab.Backup.Cli;

/// <summary>The command line: a command is a file in Commands and a line here.</summary>
internal static class CommandLine
{
    private static readonly ICliCommand[] Commands =
    [
        new InitCommand(), new BackupCommand(), new SnapshotsCommand(), new LsCommand(), new CatCommand(), new RestoreCommand(), new DiffCommand(),
        new VerifyCommand(), new PruneCommand(), new GcCommand(), new CopyCommand(), new KeyCommand(), new StatsCommand(), new ProtectCommand(), new RemoveCommand(), new RepairCommand(),
    ];

    /// <summary>Runs one command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        var common = new CommonOptions();
        var root = new RootCommand("Deduplicated, encrypted, verified backups in a repository: a folder, or a bucket of S3.");
        common.AddTo(root);
        foreach (var command in Commands)
        {
            root.Add(command.Create((parsed, run, cancellationToken) => GuardAsync(common, parsed, run, output, errors, cancellationToken)));
        }

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await errors.WriteLineAsync($"labbackup: {string.Join(" ", parsed.Errors.Select(e => e.Message.ReplaceLineEndings(" ")))} ('labbackup --help' says what is allowed)");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
    }

    private static async Task<int> GuardAsync(
        CommonOptions common, ParseResult parsed, Func<CliContext, Task<int>> run, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        using var reporter = new Reporter(output, errors, parsed.GetValue(common.Json));
        try
        {
            return await run(new CliContext(common, parsed, reporter, cancellationToken));
        }
        catch (RepositoryException error)
        {
            return Fail(ExitCode.Of(error.Error), error.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(ExitCode.Cancelled, "stopped; nothing that was complete is lost.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCode.Failed, error.Message);
        }

        int Fail(int code, string message)
        {
            reporter.EndProgress();
            errors.WriteLine($"labbackup: {message.ReplaceLineEndings(" ")}");
            return code;
        }
    }
}
