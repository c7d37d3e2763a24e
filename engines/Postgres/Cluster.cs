using System.Globalization;
using System.Security.Cryptography;
using Lab.Engines.Processes;
using Lab.State;

namespace Lab.Engines.Postgres;

/// <summary>A system's data folder: made once, whole or not at all, and brought in line with the administrator's password at each start.</summary>
internal sealed class Cluster(string folder, PostgresPrograms programs, ServiceAccount? account, EngineLog log, TimeProvider timeProvider)
{
    private const string MakingEnding = ".making";

    public string Folder => folder;

    /// <summary>The data folder. It appears finished: it is made under another name.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>Makes the cluster if there is none, and sets the administrator's password.</summary>
    /// <exception cref="EngineException">The data belong to another version, a server runs on them, or PostgreSQL refuses to go on.</exception>
    public async Task PrepareAsync(Administrator administrator, Configuration configuration, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Data))
        {
            await MakeAsync(administrator, cancellationToken).ConfigureAwait(false);
            return;
        }

        RefuseOtherVersion();
        await new PostmasterFile(Data).WaitUntilFreeAsync(log, timeProvider, cancellationToken).ConfigureAwait(false);
        var setting = new[] { "-c", $"config_file={configuration.ServerFile}" };
        await RunStatementsAsync(Data, setting, administrator.Statements(), cancellationToken).ConfigureAwait(false);
    }

    private void RefuseOtherVersion()
    {
        var file = Path.Combine(Data, "PG_VERSION");
        var version = File.Exists(file) ? File.ReadAllText(file).Trim() : "no known version";
        if (version != PostgresPrograms.MajorVersion)
        {
            throw new EngineException(
                $"{Data} holds data of PostgreSQL {version}, and this is PostgreSQL {PostgresPrograms.Version}: move them over with that version's pg_dump, or rename the folder to start with an empty cluster.");
        }
    }

    private async Task MakeAsync(Administrator administrator, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        RemoveLeftovers();
        log.Write("making the cluster");

        // The name is another each time: the programs of a start that was killed may still be writing for a moment.
        var making = Path.Combine(folder, $"data.{Guid.NewGuid():n}{MakingEnding}");
        var passwordFile = making + ".password";
        Directory.CreateDirectory(making);
        Own(making);
        try
        {
            // initdb wants a password in a file; the real one is set afterwards without ever lying in one.
            PrivateFile.Write(passwordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
            Own(passwordFile);
            string[] arguments =
            [
                "--pgdata", making, "--username", administrator.Name, "--pwfile", passwordFile, "--auth", "scram-sha-256", "--data-checksums",
                "--encoding", "UTF8", "--locale", OperatingSystem.IsLinux() ? "C.UTF-8" : "C", "--no-instructions",
            ];
            await RunAsync(programs.InitDb, arguments, making, "", "initdb", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        await RunStatementsAsync(
            making, [], administrator.Statements().Append("CREATE EXTENSION pg_stat_statements"), cancellationToken).ConfigureAwait(false);
        Directory.Move(making, Data);
        log.Write($"made the cluster in {timeProvider.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    private void RemoveLeftovers()
    {
        foreach (var leftover in Directory.EnumerateDirectories(folder, "data.*" + MakingEnding))
        {
            log.Write("removing a cluster whose making was interrupted");
            try
            {
                Directory.Delete(leftover, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Something still writes there: it is in nobody's way, and goes at the next start of an empty system.
                log.Write($"{leftover} is left for later: {error.Message}");
            }
        }

        foreach (var leftover in Directory.EnumerateFiles(folder, "data.*.password"))
        {
            File.Delete(leftover);
        }
    }

    /// <summary>Runs statements, a line each, before the server listens anywhere: nobody needs to be let in without a password for it.</summary>
    private Task RunStatementsAsync(string data, string[] settings, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        string[] arguments = ["--single", "-D", data, .. settings, "-c", "exit_on_error=on", "-c", "log_checkpoints=off", "postgres"];
        return RunAsync(programs.Server, arguments, data, string.Join('\n', statements) + "\n", "PostgreSQL", cancellationToken);
    }

    private async Task RunAsync(
        string program, string[] arguments, string workingDirectory, string input, string title, CancellationToken cancellationToken)
    {
        var tool = new ServerProgram(program, arguments, ServerProgram.PlainEnvironment(folder), workingDirectory);
        var result = await Tool.RunAsync(tool, account, input, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new EngineException($"{title} refuses to go on: {ServerMessages.Summary(result)}");
        }
    }

    private void Own(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            account?.Own(path);
        }
    }
}
