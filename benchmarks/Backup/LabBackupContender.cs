namespace Lab.Benchmarks.Backup;

/// <summary><c>labbackup</c>.</summary>
internal sealed class LabBackupContender(Tool tool) : IContender
{
    /// <inheritdoc/>
    public string Name => "labbackup";

    /// <inheritdoc/>
    public Task InitializeAsync(string repository, CancellationToken cancellationToken) => RunAsync(repository, ["init"], cancellationToken);

    /// <inheritdoc/>
    public Task<ToolRun> BackUpAsync(string repository, string source, CancellationToken cancellationToken) => RunAsync(repository, ["backup", source], cancellationToken);

    /// <inheritdoc/>
    public Task<ToolRun> RestoreAsync(string repository, string source, string target, CancellationToken cancellationToken) => RunAsync(repository, ["restore", "latest", "--target", target], cancellationToken);

    private Task<ToolRun> RunAsync(string repository, string[] arguments, CancellationToken cancellationToken) => tool.RunAsync(
        ["dotnet", "exec", BuiltFiles.LabBackup, .. arguments],
        new Dictionary<string, string> { ["LAB_BACKUP_REPOSITORY"] = repository, ["LAB_BACKUP_PASSPHRASE"] = "benchmark" },
        cancellationToken);
}
