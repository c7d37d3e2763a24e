namespace Lab.Benchmarks.Backup;

/// <summary>pgBackRest on a stopped cluster: zstd -3, AES-256-CBC, two processes.</summary>
internal sealed class PgBackRestContender(Tool tool, string version) : IContender
{
    /// <inheritdoc/>
    public string Name => $"pgbackrest {version}";

    /// <inheritdoc/>
    public Task InitializeAsync(string repository, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(repository);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ToolRun> BackUpAsync(string repository, string source, CancellationToken cancellationToken)
    {
        await RunAsync(repository, source, ["stanza-create", "--no-online"], cancellationToken);
        return await RunAsync(repository, source, ["backup", "--no-online", "--type=full", "--repo1-retention-full=9", "--process-max=2", "--compress-type=zst", "--compress-level=3"], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ToolRun> RestoreAsync(string repository, string source, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        return RunAsync(repository, target, ["restore", "--type=none", "--process-max=2"], cancellationToken);
    }

    private Task<ToolRun> RunAsync(string repository, string cluster, string[] arguments, CancellationToken cancellationToken)
    {
        var work = repository + "-work";
        Directory.CreateDirectory(work);
        return tool.RunAsync(
            [
                "pgbackrest", "--no-config", "--stanza=galaxies", $"--repo1-path={repository}", "--repo1-cipher-type=aes-256-cbc", $"--pg1-path={cluster}",
                $"--lock-path={work}", $"--log-path={work}", "--log-level-console=warn", .. arguments,
            ],
            new Dictionary<string, string> { ["PGBACKREST_REPO1_CIPHER_PASS"] = "benchmark" },
            cancellationToken);
    }
}
