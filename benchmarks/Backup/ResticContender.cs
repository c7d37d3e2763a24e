namespace Lab.Benchmarks.Backup;

/// <summary>restic, as it comes: zstd at its default level, AES-256-CTR with Poly1305.</summary>
internal sealed class ResticContender(Tool tool, string version, string cache) : IContender
{
    /// <inheritdoc/>
    public string Name => $"restic {version}";

    /// <inheritdoc/>
    public Task InitializeAsync(string repository, CancellationToken cancellationToken) => RunAsync(repository, ["init"], cancellationToken);

    /// <inheritdoc/>
    public Task<ToolRun> BackUpAsync(string repository, string source, CancellationToken cancellationToken) => RunAsync(repository, ["backup", source], cancellationToken);

    /// <inheritdoc/>
    public Task<ToolRun> RestoreAsync(string repository, string source, string target, CancellationToken cancellationToken) => RunAsync(repository, ["restore", "latest", "--target", target], cancellationToken);

    private Task<ToolRun> RunAsync(string repository, string[] arguments, CancellationToken cancellationToken) => tool.RunAsync(
        ["restic", .. arguments],
        new Dictionary<string, string> { ["RESTIC_REPOSITORY"] = repository, ["RESTIC_PASSWORD"] = "benchmark", ["RESTIC_CACHE_DIR"] = cache },
        cancellationToken);
}
